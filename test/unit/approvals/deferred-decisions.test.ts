import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ApprovalDesk, type Decision } from '../../../src/core/approvals/index.ts';
import { SystemRandom } from '../../../src/core/clock/index.ts';
import { until } from '../../helpers/open-test-employee.ts';
import { AuditFixture } from '../audit/audit-fixture.ts';

const id = 'task-1';

describe('a decision that can be taken back', () => {
  it('is signed and followed when the time to take it back is over, not before', async () => {
    const { desk, clock, decisions, granted, changes } = await openDesk();
    await desk.decideLater(id, { verdict: 'approved' }, 5_000);
    expect(desk.deciding(id)).toEqual({
      decision: 'approved',
      until: new Date(clock.now() + 5_000).toISOString(),
    });
    clock.advance(4_999);
    expect(desk.get(id)).toBeDefined();
    expect(await granted()).toHaveLength(0);
    clock.advance(1);
    await decisions.next();
    expect(decisions.all).toMatchObject([{ kind: 'approved', request: { task_id: id } }]);
    expect(await granted()).toHaveLength(1);
    expect(changes).toEqual([`${id} open`, `${id} closed`]);
  });

  it('is never followed once it is taken back', async () => {
    const { desk, clock, decisions, granted, changes } = await openDesk();
    await desk.decideLater(id, { verdict: 'rejected', text: 'no' }, 5_000);
    expect(desk.undo(id)).toBe(true);
    expect(desk.undo(id)).toBe(false);
    clock.advance(60_000);
    await desk.decide(id, { verdict: 'approved' });
    expect(decisions.all).toMatchObject([{ kind: 'approved' }]);
    expect(await granted()).toHaveLength(1);
    expect(changes).toEqual([`${id} open`, `${id} open`, `${id} closed`]);
  });

  it('gives way to a decision made by renaming meanwhile', async () => {
    const { desk, clock, decisions, folder } = await openDesk();
    await desk.decideLater(id, { verdict: 'approved' }, 5_000);
    renameSync(join(folder, `${id}.json`), join(folder, `${id}.json.rejected`));
    clock.advance(5_000);
    await decisions.next();
    clock.advance(60_000);
    expect(decisions.all).toMatchObject([{ kind: 'rejected' }]);
    expect(desk.deciding(id)).toBeNull();
  });

  it('gives way to a decision that is made at once meanwhile', async () => {
    const { desk, clock, decisions } = await openDesk();
    await desk.decideLater(id, { verdict: 'approved' }, 5_000);
    expect(await desk.decide(id, { verdict: 'rejected' })).toBe('rejected');
    clock.advance(60_000);
    expect(decisions.all).toHaveLength(1);
  });

  it('is not followed when the request it was about was replaced', async () => {
    const { desk, clock, decisions } = await openDesk();
    await desk.decideLater(id, { verdict: 'approved' }, 5_000);
    await desk.raise(question);
    clock.advance(60_000);
    expect(desk.deciding(id)).toBeNull();
    await desk.followDeferred();
    expect(decisions.all).toHaveLength(0);
  });

  it('is followed by a graceful stop, and lost by any other', async () => {
    const stopped = await openDesk();
    await stopped.desk.decideLater(id, { verdict: 'approved' }, 5_000);
    await stopped.desk.followDeferred();
    expect(stopped.decisions.all).toHaveLength(1);

    const killed = await openDesk();
    await killed.desk.decideLater(id, { verdict: 'approved' }, 5_000);
    killed.desk.stop();
    killed.clock.advance(60_000);
    await killed.desk.followDeferred();
    expect(killed.decisions.all).toHaveLength(0);
    expect(await killed.granted()).toHaveLength(0);
  });

  it('is refused for a request other than the one that was shown', async () => {
    const { desk } = await openDesk();
    await expect(desk.decideLater(id, { verdict: 'approved', sha: '000000' }, 5_000)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(desk.deciding(id)).toBeNull();
  });
});

const question = {
  taskId: id,
  approvalType: 'other',
  urgency: 'normal',
  reason: 'a rule asks',
  rules: [{ id: 'rule-1', text: 'This rule asks' }],
  actions: [],
  confidence: 1,
  recommendation: '',
} as const;

async function openDesk() {
  const fixture = new AuditFixture();
  const { clock, files } = fixture;
  const { trail } = await fixture.open();
  const folder = join(fixture.root, 'approvals');
  await files.ensureFolder(folder);
  const all: Decision[] = [];
  const changes: string[] = [];
  const desk = new ApprovalDesk({
    files,
    clock,
    random: new SystemRandom(),
    trail,
    folder,
    archive: join(fixture.root, 'decisions'),
    times: () => ({ reminderHours: 24, alertHours: 48, expiryHours: 72 }),
    definitionDigest: () => 'unknown',
    whyGone: () => undefined,
    stray: async () => undefined,
    decided: (decision) => void all.push(decision),
    reminded: () => undefined,
    requested: () => undefined,
    changed: (taskId, open) => void changes.push(`${taskId} ${open ? 'open' : 'closed'}`),
    failed: (error) => {
      throw error;
    },
  });
  await desk.raise(question);
  return {
    desk,
    clock,
    folder,
    changes,
    decisions: { all, next: () => until(fixture.root, () => all.length > 0) },
    granted: () => trail.query({ action: 'hitl_approval_granted' }),
  };
}
