import { describe, expect, it } from 'vitest';
import { timelineOf } from '../../../src/renderer/screens/tasks/timeline.ts';
import type { AuditEntry } from '../../../src/shared/audit.ts';
import type { TaskHistory } from '../../../src/shared/task.ts';

const entry = (seq: number, second: number, action: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  seq,
  timestamp: at(second),
  action,
  task_id: 't',
  result: 'success',
  details: {},
  error: null,
  prev: '',
  signature: '',
  ...more,
});
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 9, 0, second)).toISOString();
const task = (...history: TaskHistory[]) => ({ task_id: 't', history });

describe('the timeline of a task', () => {
  it('shows one step for an event and the entry that proves it', () => {
    const steps = timelineOf(task({ at: at(1), event: 'created', detail: 'The file is empty' }), [
      entry(7, 1, 'task_created'),
    ]);
    expect(steps).toMatchObject([{ name: 'task_created', detail: 'The file is empty', entry: { seq: 7 } }]);
  });

  it('pairs repeated events with their entries in order', () => {
    const steps = timelineOf(
      task(
        { at: at(1), event: 'returned', detail: 'first' },
        { at: at(3), event: 'returned', detail: 'second' },
      ),
      [entry(1, 1, 'task_returned'), entry(2, 3, 'task_returned')],
    );
    expect(steps.map(({ entry: behind, detail }) => [behind?.seq, detail])).toEqual([
      [1, 'first'],
      [2, 'second'],
    ]);
  });

  it('puts an event that nothing proves where its time says, and leaves it unproven', () => {
    const steps = timelineOf(task({ at: at(2), event: 'noted' }), [
      entry(1, 1, 'task_created'),
      entry(2, 3, 'task_completed'),
    ]);
    expect(steps.map(({ name, entry: behind }) => [name, behind?.seq])).toEqual([
      ['task_created', 1],
      ['noted', undefined],
      ['task_completed', 2],
    ]);
  });

  it('measures the time between steps, but not across a clock that jumped back', () => {
    const steps = timelineOf(task(), [
      entry(1, 10, 'task_created'),
      entry(2, 14, 'task_claimed'),
      entry(3, 5, 'task_completed'),
    ]);
    expect(steps.map(({ afterMs }) => afterMs)).toEqual([undefined, 4_000, undefined]);
    expect(steps.map(({ entry: behind }) => behind?.seq)).toEqual([1, 2, 3]);
  });

  it('tells how a step ended only where that is more than success', () => {
    const steps = timelineOf(task(), [
      entry(1, 1, 'policy_decided', { result: 'ask' }),
      entry(2, 2, 'llm_reasoning', { result: 'failure', error: 'timed out' }),
      entry(3, 3, 'task_completed'),
    ]);
    expect(steps.map(({ result, error }) => [result, error])).toEqual([
      ['ask', undefined],
      ['failure', 'timed out'],
      [undefined, undefined],
    ]);
  });
});
