import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delay, SystemClock } from '../../../src/core/clock/index.ts';
import { TaskIndex, TaskQueue } from '../../../src/core/queue/index.ts';
import { sortInSlices } from '../../../src/core/queue/sort-in-slices.ts';
import type { TaskPage } from '../../../src/shared/api.ts';
import type { Task, TaskState } from '../../../src/shared/task.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

describe('the index of tasks', () => {
  it('lists the tasks of every state, newest first, in pages', async () => {
    const { index, put } = await openIndex();
    put('completed', task(1, { status: 'completed' }));
    put('approvals', task(3));
    put('inbox', task(4));
    put('pending', task(2));
    const page = await whole(index, { limit: 3 });
    expect(page.rows.map(({ task_id, state }) => `${task_id} ${state}`)).toEqual([
      `${id(4)} inbox`,
      `${id(3)} approvals`,
      `${id(2)} pending`,
    ]);
    expect(page.total).toBe(4);
    const next = await index.page({ ...everything, offset: 3, limit: 3 });
    expect(next.rows.map(({ task_id }) => task_id)).toEqual([id(1)]);
  });

  it('finds words in any order, whatever their case and accents', async () => {
    const { index, put } = await openIndex();
    put(
      'completed',
      task(1, { context: { file_name: 'Rechnung Müller.txt' }, result: 'Crème brûlée ordered' }),
    );
    put('completed', task(2, { context: { file_name: 'rechnung meier.txt' } }));
    const found = async (text: string) => (await whole(index, { text })).rows.map(({ task_id }) => task_id);
    expect(await found('muller RECHNUNG')).toEqual([id(1)]);
    expect(await found('MÜLLER')).toEqual([id(1)]);
    expect(await found('creme brulee')).toEqual([id(1)]);
    expect(await found('rechnung')).toEqual([id(2), id(1)]);
    expect(await found('rechnung huber')).toEqual([]);
  });

  it('filters by state, ending, type and priority at once', async () => {
    const { index, put } = await openIndex();
    put('completed', task(1, { status: 'failed', type: 'invoice', priority: 'high' }));
    put('completed', task(2, { status: 'failed', type: 'invoice' }));
    put('completed', task(3, { status: 'completed', type: 'invoice', priority: 'high' }));
    put('inbox', task(4, { type: 'invoice', priority: 'high' }));
    const page = await whole(index, {
      states: ['completed'],
      statuses: ['failed'],
      types: ['invoice'],
      priorities: ['high'],
    });
    expect(page.rows.map(({ task_id }) => task_id)).toEqual([id(1)]);
  });

  it('follows what the queue does', async () => {
    const { index, queue } = await openIndex();
    await whole(index);
    await queue.add([{ task: task(7) }]);
    expect((await whole(index)).rows).toMatchObject([{ task_id: id(7), state: 'inbox' }]);
    const entry = queue.next();
    if (entry) await queue.claim(entry);
    expect((await whole(index)).rows).toMatchObject([{ state: 'pending' }]);
    await queue.save(task(7, { status: 'completed', result: 'filed' }));
    await queue.complete(id(7), 'completed');
    expect((await whole(index)).rows).toMatchObject([{ state: 'completed', result: 'filed' }]);
  });

  it('sees files that someone else put into a folder or removed, once the queue noticed that something changed', async () => {
    const { index, queue, put } = await openIndex();
    const path = put('completed', task(1));
    await whole(index);
    put('completed', task(2));
    rmSync(path);
    queue.setCompletedCount(5);
    expect((await whole(index)).rows.map(({ task_id }) => task_id)).toEqual([id(2)]);
  });

  it('leaves out what is no task', async () => {
    const { index, put, root } = await openIndex();
    put('completed', task(1));
    writeFileSync(join(root, 'completed', 'broken.json'), '{');
    expect((await whole(index)).total).toBe(1);
  });

  it('lets go of everything after ten minutes without a question, and begins anew', async () => {
    const { index, queue, clock, put } = await openIndex();
    put('completed', task(1));
    await whole(index);
    clock.advance(600_000);
    put('completed', task(2));
    // Nobody told it: only an index that is built anew can know.
    expect((await whole(index)).total).toBe(2);
    expect(queue.counts().completed).toBe(0);
  });

  it('does not keep the first question waiting for thousands of tasks, and gives the newest first', async () => {
    const { index, put } = await openIndex();
    for (let number = 1; number <= 3_000; number += 1) put('completed', task(number));
    let first = await index.page({ ...everything, limit: 5 });
    expect(first.complete).toBe(false);
    while (first.total === 0) {
      await moment();
      first = await index.page({ ...everything, limit: 5 });
    }
    expect(first.rows[0]?.task_id).toBe(id(3_000));
    expect((await whole(index, { limit: 1 })).total).toBe(3_000);
  });
});

it('sorting in slices sorts like the engine, and pauses', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer()), async (numbers) => {
      const sorted = await sortInSlices(
        numbers,
        (a, b) => a - b,
        async () => undefined,
      );
      expect(sorted).toEqual(numbers.toSorted((a, b) => a - b));
    }),
  );
  let pauses = 0;
  const many = Array.from({ length: 10_000 }, (_, index) => -index);
  await sortInSlices(
    many,
    (a, b) => a - b,
    async () => {
      pauses += 1;
    },
  );
  expect(pauses).toBeGreaterThan(100);
});

const everything = { text: '', states: [], statuses: [], types: [], priorities: [], offset: 0, limit: 100 };

async function whole(
  index: TaskIndex,
  question: Partial<Parameters<TaskIndex['page']>[0]> = {},
): Promise<TaskPage> {
  for (;;) {
    const page = await index.page({ ...everything, ...question });
    if (page.complete) return page;
    await moment();
  }
}

function moment(): Promise<void> {
  return delay(new SystemClock(), 2);
}

function id(number: number): string {
  return `${createdAt(number).replace(/[-:.]/g, '')}-task-${number}`;
}

function createdAt(number: number): string {
  return new Date(Date.UTC(2026, 1, 7) + number * 1_000).toISOString();
}

function task(number: number, change: Partial<Task> = {}): Task {
  return { task_id: id(number), created_at: createdAt(number), ...change };
}

async function openIndex() {
  const root = temporaryFolder();
  const files = testFiles();
  const clock = new FakeClock();
  const paths = {
    inbox: join(root, 'inbox'),
    pending: join(root, 'pending'),
    approvals: join(root, 'approvals'),
    completed: join(root, 'completed'),
    quarantine: join(root, 'quarantine'),
    texts: join(root, 'texts'),
  };
  for (const path of Object.values(paths)) await files.ensureFolder(path);
  const { queue } = await TaskQueue.open({ files, clock, paths, today: { completed: 0, failed: 0 } });
  const index = new TaskIndex({
    files,
    clock,
    queue,
    failed: (error) => {
      throw error;
    },
  });
  const put = (state: TaskState, what: Task): string => {
    const path = join(paths[state], `${what.task_id}${state === 'approvals' ? '_task' : ''}.json`);
    writeFileSync(path, JSON.stringify(what));
    return path;
  };
  return { index, queue, clock, root, put };
}
