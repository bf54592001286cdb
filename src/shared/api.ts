import type { z } from 'zod';
import { approvalCommands } from './commands/approvals.ts';
import { auditCommands } from './commands/audit.ts';
import { backupCommands } from './commands/backups.ts';
import { costCommands } from './commands/cost.ts';
import { logCommands } from './commands/logs.ts';
import { modelCommands } from './commands/model.ts';
import { policyCommands } from './commands/policy.ts';
import { recoveryCommands } from './commands/recovery.ts';
import { restoreCommands } from './commands/restore.ts';
import { settingCommands } from './commands/settings.ts';
import type { CommandSchemas } from './commands/shapes.ts';
import { systemCommands } from './commands/system.ts';
import { taskCommands } from './commands/tasks.ts';

export type { ApprovalSummary } from './commands/approvals.ts';
export type { SecretSummary, Setting } from './commands/settings.ts';
export type { TaskPage, TaskSummary } from './commands/tasks.ts';

/**
 * Everything a person can ask of a running employee: the one contract of the control socket, the CLI and
 * the window. Each command has the shape of its parameters and of its result.
 */
export const commands = {
  ...systemCommands,
  ...taskCommands,
  ...approvalCommands,
  ...policyCommands,
  ...recoveryCommands,
  ...auditCommands,
  ...backupCommands,
  ...restoreCommands,
  ...logCommands,
  ...settingCommands,
  ...costCommands,
  ...modelCommands,
} as const satisfies Record<string, CommandSchemas>;

export type CommandName = keyof typeof commands;
/** Parameters as a caller gives them: defaults may be left out. */
export type CommandParams<Name extends CommandName> = z.input<(typeof commands)[Name]['params']>;
/** Parameters as the employee receives them: validated, defaults filled in. */
export type CommandInput<Name extends CommandName> = z.output<(typeof commands)[Name]['params']>;
export type CommandResult<Name extends CommandName> = z.output<(typeof commands)[Name]['result']>;

/** The employee as its surfaces see it, whether in this process or behind the control socket. */
export interface Api {
  call<Name extends CommandName>(
    name: Name,
    params: CommandParams<Name>,
    signal?: AbortSignal,
  ): Promise<CommandResult<Name>>;
}
