import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ToolServer } from '../../src/core/actions/index.ts';
import type { Plan } from '../../src/shared/plan.ts';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';

const id = 'payment-1';
const planned = { server: 'bank', tool: 'pay', arguments: { amount: 1 }, description: 'Pay 1' };
const action = { ...planned, id: `${id}:1:1`, risk: 'high', status: 'planned' };
const plan: Plan = {
  thought_process: '',
  actions: [planned],
  risk_assessment: '',
  requires_approval: true,
  confidence: 1,
  done: true,
};

function bank() {
  const calls: string[] = [];
  const server: ToolServer = {
    name: 'bank',
    tools: [
      { server: 'bank', tool: 'pay', description: '', inputSchema: {}, readOnly: false, idempotent: false },
    ],
    call: async (tool) => {
      calls.push(tool);
      return { ok: true, summary: 'paid' };
    },
  };
  return { server, calls };
}

/** What a kill leaves on the disk while a payment is under way; `status` when its outcome was journaled before the kill. */
async function killedDuringPayment(status?: 'outcome_unknown'): Promise<TestWorkspace> {
  const workspace = new TestWorkspace();
  await (await workspace.open()).stop('now');
  const lines: object[] = [
    { kind: 'intent', task: id, plan, actions: [action], definitions: ['d'] },
    { kind: 'dispatch', task: id, action: action.id },
  ];
  if (status) lines.push({ kind: 'outcome', task: id, action: action.id, status, result: 'lost' });
  writeFileSync(
    workspace.path('.employee', 'effects.jsonl'),
    lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  );
  writeFileSync(
    workspace.queue('pending', `${id}.json`),
    JSON.stringify({ task_id: id, plan, actions: [action] }),
  );
  return workspace;
}

const parked = (workspace: TestWorkspace) =>
  until(workspace.root, () => existsSync(workspace.queue('approvals', `${id}_task.json`)));
const finished = (workspace: TestWorkspace) =>
  until(workspace.root, () => existsSync(workspace.queue('completed', `${id}.json`)));

describe('a payment during which the process was killed', () => {
  it.each([undefined, 'outcome_unknown'] as const)(
    'is parked and not made again (journaled outcome: %s)',
    async (status) => {
      const workspace = await killedDuringPayment(status);
      const { server, calls } = bank();
      await workspace.start({ servers: [server] });
      await parked(workspace);
      expect(workspace.request(id).approval_type).toBe('outcome_unknown');
      expect(calls).toEqual([]);
    },
  );

  it.each([
    ['happened', 'completed', 0],
    ['did_not_happen', 'failed', 0],
    ['retry', 'completed', 1],
  ] as const)('that %s ends as %s after %i more calls', async (outcome, status, count) => {
    const workspace = await killedDuringPayment();
    const { server, calls } = bank();
    const employee = await workspace.start({ servers: [server] });
    await parked(workspace);
    await employee.api.call('recover.resolve', { id, outcome });
    await finished(workspace);
    expect(calls).toHaveLength(count);
    expect(workspace.task('completed', id).status).toBe(status);
  });

  it('stays unsettled when its request is renamed to approved', async () => {
    const workspace = await killedDuringPayment();
    const { server, calls } = bank();
    await workspace.start({ servers: [server] });
    await parked(workspace);
    const before = workspace.request(id);
    const path = workspace.queue('approvals', `${id}.json`);
    renameSync(path, `${path}.approved`);
    await until(workspace.root, () => existsSync(path) && !existsSync(`${path}.approved`));
    expect(workspace.request(id).nonce).not.toBe(before.nonce);
    expect(workspace.request(id).reason).toMatch(/^Asked again/);
    expect(calls).toEqual([]);
  });
});
