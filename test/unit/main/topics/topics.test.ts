import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { SystemClock } from '../../../../src/core/clock/index.ts';
import { followServiceLog, latestOnly, Publisher } from '../../../../src/main/topics/index.ts';
import type { Changes } from '../../../../src/shared/ipc/topics.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { approvalOf, statusWith } from '../status.ts';

describe('a topic', () => {
  it('tells the first change at once, then at most forty a second, always ending with the latest', () => {
    const clock = new FakeClock();
    const topic = latestOnly<number>(clock);
    const heard: number[] = [];
    topic.subscribe((message) => heard.push(message));
    for (let n = 0; n < 1_000; n += 1) {
      topic.publish(n);
      clock.advance(1);
    }
    clock.advance(1_000);
    expect(heard[0]).toBe(0);
    expect(heard.at(-1)).toBe(999);
    expect(heard.length).toBeLessThanOrEqual(42);
    expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  });

  it('shows the last of a moment within a frame or two', () => {
    const clock = new FakeClock();
    const topic = latestOnly<string>(clock);
    const heard: string[] = [];
    topic.subscribe((message) => heard.push(message));
    for (const stage of ['inbox', 'pending', 'completed']) topic.publish(stage);
    clock.advance(33);
    expect(heard).toEqual(['inbox', 'completed']);
  });

  it('tells a new listener the latest, and one that left nothing', () => {
    const topic = latestOnly<string>(new FakeClock());
    topic.publish('a');
    const heard: string[] = [];
    topic.subscribe((message) => heard.push(message))();
    topic.publish('b');
    expect(heard).toEqual(['a']);
  });
});

describe('what a page is to look at again', () => {
  function listen(clock: FakeClock) {
    const publisher = new Publisher(clock);
    const heard: Changes[] = [];
    publisher.changes.subscribe((changes) => heard.push(changes));
    return { publisher, heard };
  }

  it('is gathered: which tasks, whether approvals, whether settings', () => {
    const clock = new FakeClock();
    const { publisher, heard } = listen(clock);
    publisher.hear({ kind: 'task', task_id: 'a' });
    publisher.hear({ kind: 'task', task_id: 'b' });
    publisher.hear({ kind: 'task', task_id: 'b' });
    publisher.hear({ kind: 'approval_requested', approval: approvalOf('c') });
    publisher.hear({ kind: 'settings' });
    clock.advance(50);
    expect(heard).toEqual([
      { tasks: ['a'], approvals: false, settings: false, backups: false },
      { tasks: ['b', 'c'], approvals: true, settings: true, backups: false },
    ]);
  });

  it('does not grow with the number of changes', () => {
    const clock = new FakeClock();
    const { publisher, heard } = listen(clock);
    for (let n = 0; n < 100_000; n += 1) publisher.hear({ kind: 'task', task_id: `task ${n}` });
    clock.advance(50);
    expect(heard.at(-1)).toEqual({ tasks: null, approvals: false, settings: false, backups: false });
  });

  it('loses no change, whatever the order and the pace', () => {
    const events = fc.array(fc.tuple(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 0, max: 120 })));
    fc.assert(
      fc.property(events, (changes) => {
        const clock = new FakeClock();
        const { publisher, heard } = listen(clock);
        for (const [task, waitMs] of changes) {
          publisher.hear({ kind: 'task', task_id: String(task) });
          clock.advance(waitMs);
        }
        clock.advance(1_000);
        const told = new Set(heard.flatMap(({ tasks }) => tasks ?? []));
        expect(told).toEqual(new Set(changes.map(([task]) => String(task))));
      }),
    );
  });

  it('says nothing for a status, which speaks for itself', () => {
    const { publisher, heard } = listen(new FakeClock());
    publisher.hear({ kind: 'status', status: statusWith() });
    expect(heard).toEqual([]);
    expect(publisher.status.latest).toEqual(statusWith());
  });
});

describe('the live tail of a log', () => {
  it('begins with what is there, goes on with what is written after it, and ends when it is asked to', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'watcher_service.log');
    appendFileSync(path, 'old\nolder than new\n');
    const told: { readonly lines: readonly string[]; readonly begins: boolean }[] = [];
    const failures: unknown[] = [];
    const end = followServiceLog(
      { clock: new SystemClock(), folder, failed: (error) => failures.push(error) },
      { service: 'watcher', errors: false },
      (message) => told.push(message),
    );
    expect(told).toEqual([{ lines: ['old', 'older than new'], begins: true }]);
    for (let line = 0; line < 50; line += 1) appendFileSync(path, `new ${line}\n`);
    const after = () => told.slice(1).flatMap(({ lines, begins }) => (begins ? ['again'] : lines));
    await vi.waitFor(() => expect(after()).toEqual(Array.from({ length: 50 }, (_, line) => `new ${line}`)));
    end();
    expect(failures).toEqual([]);
  });
});
