import { describe, expect, it } from 'vitest';
import { AuditFixture, days } from './audit-fixture.ts';

describe('reading the trail', () => {
  it('finds the entries of a task, not those that only mention it', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    trail.record({ action: 'task_created', taskId: 'a"b' });
    trail.record({ action: 'human_alert', details: { task_id: 'a"b', text: '"task_id":"a\\"b"' } });
    fixture.clock.advance(days(1));
    trail.record({ action: 'task_claimed', taskId: 'a"b', details: { text: 'ü'.repeat(2_000_000) } });
    trail.record({ action: 'task_completed', taskId: 'a"b' });
    trail.record({ action: 'task_completed', taskId: 'other' });
    await trail.commit();
    const names = async (...args: Parameters<typeof trail.findByTask>) =>
      (await trail.findByTask(...args)).map((entry) => entry.action);
    expect(await names('a"b')).toEqual(['task_created', 'task_claimed', 'task_completed']);
    expect(await names('a"b', ['task_completed'])).toEqual(['task_completed']);
    expect(await names('a"b', undefined, '2026-02-08')).toEqual(['task_claimed', 'task_completed']);
    expect(await names('a')).toEqual([]);
    await trail.close();
  });

  it('queries by task, action, time and limit', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    const startMs = fixture.clock.now();
    for (let hour = 0; hour < 48; hour += 1) {
      trail.record({ action: hour % 2 ? 'mcp_action_vault_create' : 'task_created', taskId: `t${hour % 4}` });
      fixture.clock.advance(3_600_000);
    }
    await trail.commit();
    const seqs = async (query: Parameters<typeof trail.query>[0]) =>
      (await trail.query(query)).map((entry) => entry.seq);
    expect(await seqs({})).toHaveLength(49);
    expect(await seqs({ limit: 3 })).toEqual([47, 48, 49]);
    expect(await seqs({ action: 'task_created', task: 't2', limit: 2 })).toEqual([44, 48]);
    expect(await seqs({ action: 'mcp_action_*', limit: 1 })).toEqual([49]);
    expect(await seqs({ sinceMs: startMs + 3_600_000, untilMs: startMs + 3 * 3_600_000 })).toEqual([3, 4]);
    expect(await seqs({ limit: 0 })).toEqual([]);
    expect((await trail.tail(5)).map((entry) => entry.seq)).toEqual([45, 46, 47, 48, 49]);
    expect(await trail.tail(0)).toEqual([]);
    await trail.close();
  });

  it('counts how tasks ended on a local day, reading only the days that overlap it', async () => {
    const fixture = new AuditFixture();
    const { trail } = await fixture.open();
    const localNoon = new Date(2026, 5, 10, 12).getTime();
    fixture.clock.advance(localNoon - 36 * 3_600_000 - fixture.clock.now());
    const statuses = ['completed', 'failed', 'rejected', 'expired', 'completed'];
    // One task an hour over three days: exactly 24 of them fall on the local day in the middle.
    for (let hour = 0; hour < 72; hour += 1) {
      trail.record({ action: 'task_completed', taskId: 't', details: { status: statuses[hour % 5] } });
      fixture.clock.advance(3_600_000);
    }
    trail.record({ action: 'human_alert', details: { text: '"action":"task_completed"' } });
    await trail.commit();
    const opened: string[] = [];
    const open = fixture.fileSystem.open.bind(fixture.fileSystem);
    fixture.fileSystem.open = (path, flags, mode) => {
      opened.push(path);
      return open(path, flags, mode);
    };
    const counts = await trail.countsForLocalDay('2026-06-10');
    expect(counts.completed + counts.failed + counts.rejected + counts.expired).toBe(24);
    expect(Math.abs(counts.completed - 2 * counts.failed)).toBeLessThanOrEqual(1);
    expect(opened.length).toBeLessThanOrEqual(2);
    expect(await trail.countsForLocalDay('2025-01-01')).toEqual({
      completed: 0,
      failed: 0,
      rejected: 0,
      expired: 0,
    });
    await trail.close();
  });
});
