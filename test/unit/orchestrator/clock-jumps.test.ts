import { describe, expect, it } from 'vitest';
import { Backoff } from '../../../src/core/orchestrator/backoff.ts';
import { WaitingList, waitingTask } from '../../../src/core/queue/waiting-list.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

const dayMs = 86_400_000;

describe('a wall clock that jumps', () => {
  it.each([
    ['ahead', 3 * dayMs],
    ['back', -3 * dayMs],
  ])('%s never makes the work wait longer than it was to', (_direction, byMs) => {
    const clock = new FakeClock();
    const backoff = new Backoff(clock);
    backoff.trouble(new Error('the disk fails'));
    expect(backoff.holds(clock.now())).toBe(true);
    clock.jump(byMs);
    expect(backoff.holds(clock.now())).toBe(false);
    expect(backoff.dueMs(clock.now())).toBeUndefined();
  });

  it.each([
    ['ahead', 3 * dayMs],
    ['back', -3 * dayMs],
  ])('%s never makes a task wait longer for its next attempt', (_direction, byMs) => {
    const clock = new FakeClock();
    const list = new WaitingList();
    const at = new Date(clock.now()).toISOString();
    const retryAt = new Date(clock.now() + 5_000).toISOString();
    const task = { task_id: 't1', retry_at: retryAt, history: [{ at, event: 'returned' }] };
    list.add(waitingTask(task, 't1.json'));
    expect(list.peek(clock.now())).toBeUndefined();
    expect(list.nextDueMs(clock.now())).toBe(Date.parse(retryAt));
    clock.jump(byMs);
    expect(list.peek(clock.now())?.taskId).toBe('t1');
    expect(list.nextDueMs(clock.now())).toBeUndefined();
  });
});
