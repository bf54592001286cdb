import { join } from 'node:path';
import { ActionRunner } from '../actions/index.ts';
import { ApprovalDesk, approvalSummary, type Decision } from '../approvals/index.ts';
import { PolicyGate, StrayRequests } from '../orchestrator/index.ts';
import { VaultContext, VaultServer } from '../vault/index.ts';
import { vaultToolServer } from '../vault-tools.ts';
import type { Ground } from './ground.ts';

export interface ActingDependencies {
  /** Why nothing may go outward now. */
  readonly outwardStopped: () => string | undefined;
  /** A signed decision is to be followed. */
  readonly decided: (decision: Decision) => void;
}

/** What may be done, who has to be asked, and what does it. */
export type Acting = ReturnType<typeof wireActing>;

export function wireActing(
  { options, held, stores, hooks, alert, failed }: Ground,
  { outwardStopped, decided }: ActingDependencies,
) {
  const { files, clock, random, userState } = options;
  const { paths, settings, lock, trusted } = held;
  const { trail, queue, journal } = stores;
  const { events } = hooks;
  const vault = new VaultContext({ files, vaultFolder: paths.vault.root, clock });
  const vaultTools = vaultToolServer(new VaultServer({ files, vaultFolder: paths.vault.root }));
  const runner = new ActionRunner({
    servers: [vaultTools, ...(trusted ? (options.servers ?? []) : [])],
    journal,
    trail,
    assertHeld: () => lock.assertHeld(),
    dryRun: () => settings.get('dryRun'),
    outwardStopped,
  });
  const gate = new PolicyGate({
    files,
    confirmedPath: join(userState.keyFolder(held.identity), 'confirmed_handbook.md'),
    handbook: () => vault.load().handbook,
    toolRisk: ({ server, tool }) => {
      if (server === 'vault') return 'builtin_vault';
      return runner.tool(server, tool)?.readOnly === true ? 'read_only' : 'external';
    },
    workspaceRoots: [paths.root, paths.vault.root],
  });
  const desk = new ApprovalDesk({
    files,
    clock,
    random,
    trail,
    folder: paths.queue.approvals,
    archive: join(paths.internal.root, 'decisions'),
    times: () => ({
      reminderHours: settings.get('approvals.reminderHours'),
      alertHours: settings.get('approvals.alertHours'),
      expiryHours: settings.get('approvals.expiryHours'),
    }),
    definitionDigest: (server, tool) => runner.definitionDigest(server, tool),
    whyGone: (taskId) => queue.whyGone(taskId),
    stray: (name) => strays.settle([name]),
    decided,
    reminded: (request, milestone) => {
      if (milestone === 'alert') alert(`An approval waits: ${request.reason}`, request.task_id);
      events.emit({
        kind: 'approval_reminded',
        approval: approvalSummary(request, desk.deciding(request.task_id)),
        milestone,
      });
      hooks.changed();
    },
    requested: (request) => events.emit({ kind: 'approval_requested', approval: approvalSummary(request) }),
    changed: (taskId, open) => events.emit({ kind: 'approval_changed', task_id: taskId, open }),
    failed,
  });
  const strays: StrayRequests = new StrayRequests({ files, queue, desk, trail });
  return { vault, vaultTools, runner, gate, desk, strays };
}
