import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type JournaledWork, journalLines, readJournal } from '../../../../src/core/actions/index.ts';
import { returning } from '../../../../src/core/backup/restore/archived-task.ts';
import type { AuditEntry } from '../../../../src/shared/audit.ts';
import type { Plan } from '../../../../src/shared/plan.ts';
import type { Task, TaskAction } from '../../../../src/shared/task.ts';
import { RestoreSite, type Tree } from '../../../helpers/restore-site.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';

const plan: Plan = {
  thought_process: '',
  actions: [],
  risk_assessment: '',
  requires_approval: false,
  confidence: 1,
  done: true,
};
const action = (server: string, status: TaskAction['status'] = 'planned'): TaskAction => ({
  id: `a-${server}`,
  server,
  tool: 'send',
  arguments: {},
  description: 'Send it',
  risk: 'high',
  status,
});
const planned = (server: string, more: Partial<Task> = {}): Task => ({
  task_id: 't1',
  status: 'pending',
  plan,
  actions: [action(server)],
  ...more,
});
const work = (server: string, more: Partial<JournaledWork> = {}): JournaledWork => ({
  plan,
  actions: [action(server)],
  definitions: ['d'],
  dispatched: [],
  ...more,
});
const nothing = { entries: [], liveWork: undefined, archivedWork: undefined };
const entry = (name: string): AuditEntry => ({
  seq: 1,
  timestamp: '2026-02-07T09:00:00.000Z',
  action: name,
  task_id: 't1',
  result: 'success',
  details: {},
  error: null,
  prev: '',
  signature: '',
});

describe('a task of an archive that is not here', () => {
  it('waits in the inbox when it was not planned yet', () => {
    expect(returning('inbox', { task_id: 't1' }, nothing).state).toBe('inbox');
    expect(returning('pending', { task_id: 't1', status: 'claimed' }, nothing)).toMatchObject({
      state: 'inbox',
      task: { status: 'pending' },
    });
  });

  it('is of unknown outcome when it was planned and no journal tells what was done', () => {
    expect(returning('pending', planned('mail'), nothing)).toMatchObject({
      state: 'pending',
      unknown: true,
      work: { dispatched: ['a-mail'] },
    });
  });

  it('is of unknown outcome when its call may have left after the backup, although the journal knew of none', () => {
    const known = { ...nothing, archivedWork: work('mail') };
    expect(returning('pending', planned('mail'), known)).toMatchObject({ unknown: true });
  });

  it('goes on by itself when the journal knows it and its calls can be repeated, or all were made', () => {
    const repeatable = returning('pending', planned('vault'), { ...nothing, archivedWork: work('vault') });
    expect(repeatable).toMatchObject({ state: 'pending', work: { dispatched: [] } });
    expect(repeatable.unknown).toBeUndefined();
    const made = { ...nothing, archivedWork: work('mail', { actions: [action('mail', 'done')] }) };
    expect(returning('pending', planned('mail'), made).unknown).toBeUndefined();
  });

  it('is asked about again when it waited for an answer', () => {
    expect(returning('approvals', planned('mail', { status: 'awaiting_approval' }), nothing)).toMatchObject({
      state: 'pending',
      askAgain: true,
      task: { status: 'awaiting_approval' },
    });
  });

  it('stays of unknown outcome when it was', () => {
    const task = planned('mail', { status: 'outcome_unknown', actions: [action('mail', 'outcome_unknown')] });
    expect(returning('approvals', task, nothing)).toMatchObject({ unknown: true, askAgain: true });
  });

  it('is settled from the live trail or journal where they know it: nothing is done again', () => {
    const ended = { ...nothing, entries: [entry('task_claimed'), entry('task_completed')] };
    expect(returning('inbox', planned('mail'), ended)).toEqual({ state: 'pending', task: undefined });
    const journaled = { ...nothing, liveWork: work('mail'), archivedWork: work('mail') };
    expect(returning('pending', planned('mail'), journaled)).toEqual({ state: 'pending', task: undefined });
  });

  it('that was begun anew after it was finished is worked on', () => {
    const retried = { ...nothing, entries: [entry('task_completed'), entry('task_retried')] };
    expect(returning('inbox', { task_id: 't1' }, retried).state).toBe('inbox');
  });
});

const file = (id: string, more: object = {}) => JSON.stringify({ task_id: id, status: 'pending', ...more });

async function merged(live: Tree, archive: Tree) {
  const site = new RestoreSite(join(temporaryFolder(), 'workspace'));
  site.live(live);
  await site.stage(archive, ['queue']);
  const ended = await site.settle();
  return { site, ended, tree: site.tree() };
}

describe('a queue that is merged with that of an archive', () => {
  it('keeps the later state of each task, and every live one', async () => {
    const { tree, ended } = await merged(
      {
        'task_queue/inbox/behind.json': file('behind'),
        'task_queue/completed/ahead.json': file('ahead', { status: 'completed' }),
        'task_queue/inbox/same.json': file('same', { source: 'live' }),
        'task_queue/inbox/mine.json': file('mine'),
      },
      {
        'task_queue/completed/behind.json': file('behind', { status: 'completed' }),
        'task_queue/inbox/ahead.json': file('ahead'),
        'task_queue/inbox/same.json': file('same', { source: 'archive' }),
        'task_queue/completed/c1f5e04c-e340-4ac5-94e5-3b770152d90b.json': file(
          'c1f5e04c-e340-4ac5-94e5-3b770152d90b',
        ),
      },
    );
    expect(Object.keys(tree).sort()).toEqual([
      'task_queue/completed/ahead.json',
      'task_queue/completed/behind.json',
      'task_queue/completed/c1f5e04c-e340-4ac5-94e5-3b770152d90b.json',
      'task_queue/inbox/mine.json',
      'task_queue/inbox/same.json',
    ]);
    expect(tree['task_queue/inbox/same.json']).toContain('live');
    expect(ended?.report?.parts).toMatchObject([{ added: 1, changed: 1, removed: 0, kept: 2 }]);
  });

  it('never honours requests and decisions of the archive', async () => {
    const parked = file('t1', { status: 'awaiting_approval', plan, actions: [action('mail')] });
    const { tree, ended } = await merged(
      {},
      {
        'task_queue/approvals/t1_task.json': parked,
        'task_queue/approvals/t1.json': '{"nonce":"old"}',
        'task_queue/approvals/t1.json.approved': '{"nonce":"old"}',
        'task_queue/approvals/t2.json.approved': '{"nonce":"old"}',
      },
    );
    expect(Object.keys(tree)).toEqual(['task_queue/pending/t1.json']);
    expect(ended?.asked_again).toEqual(['t1']);
  });

  it("takes what the archive's journal knows into the live one, whose own entries win", async () => {
    const live = journalLines('here', work('mail'));
    const { site } = await merged(
      { '.employee/effects.jsonl': live, 'task_queue/pending/here.json': file('here') },
      {
        'config/effects.jsonl': journalLines('t1', work('vault')) + journalLines('here', work('other')),
        'task_queue/pending/t1.json': file('t1', { plan, actions: [action('vault')] }),
        'task_queue/pending/here.json': file('here'),
      },
    );
    const journal = readFileSync(join(site.root, '.employee/effects.jsonl'), 'utf8');
    expect(journal.startsWith(live)).toBe(true);
    expect([...readJournal(journal)]).toEqual([
      ['here', expect.objectContaining({ actions: [action('mail')] })],
      ['t1', expect.objectContaining({ actions: [action('vault')], dispatched: [] })],
    ]);
  });

  it('brings the full text of a task that waits', async () => {
    const { tree } = await merged(
      {},
      { 'task_queue/inbox/t1.json': file('t1'), 'config/texts/t1.txt': 'all of it' },
    );
    expect(tree['.employee/texts/t1.txt']).toBe('all of it');
  });

  it('leaves task files that cannot be understood in the archive, and says so', async () => {
    const { site, ended } = await merged({}, { 'task_queue/inbox/t1.json': '{"task_id":"another"}' });
    expect(existsSync(join(site.root, 'task_queue/inbox/t1.json'))).toBe(false);
    expect(ended?.report?.parts[0]?.notes.join()).toContain('1 task file');
  });
});
