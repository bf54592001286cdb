import {
  type Api,
  type CommandInput,
  type CommandName,
  type CommandParams,
  type CommandResult,
  commands,
} from '../../shared/api.ts';
import { EmployeeError } from '../../shared/errors.ts';
import { approvalCommands } from './approval-commands.ts';
import { auditCommands } from './audit-commands.ts';
import { backupCommands } from './backup-commands.ts';
import { costCommands } from './cost-commands.ts';
import type { Handlers } from './handlers.ts';
import { modelCommands } from './model-commands.ts';
import { restoreCommands } from './restore-commands.ts';
import { secretCommands } from './secret-commands.ts';
import type { CommandServices } from './services.ts';
import { systemCommands } from './system-commands.ts';
import { taskCommands } from './task-commands.ts';

/** The employee's commands over its services. */
export class EmployeeApi implements Api {
  readonly #handlers: Handlers;

  constructor(services: CommandServices) {
    this.#handlers = {
      ...systemCommands(services),
      ...taskCommands(services),
      ...approvalCommands(services),
      ...auditCommands(services),
      ...costCommands(services),
      ...modelCommands(services),
      ...secretCommands(services),
      ...backupCommands(services),
      ...restoreCommands(services),
    };
  }

  async call<Name extends CommandName>(
    name: Name,
    params: CommandParams<Name>,
    signal?: AbortSignal,
  ): Promise<CommandResult<Name>> {
    const handler: Handlers[Name] = this.#handlers[name];
    return handler(validated(name, params), signal);
  }
}

function validated<Name extends CommandName>(name: Name, params: CommandParams<Name>): CommandInput<Name> {
  const parsed = commands[name].params.safeParse(params);
  // The schema of this very command has just accepted it.
  if (parsed.success) return parsed.data as CommandInput<Name>;
  const issue = parsed.error.issues[0];
  throw new EmployeeError('usage', {
    what: `cannot do ${name}`,
    why: `${issue?.path.join('.') || 'parameters'}: ${issue?.message ?? 'invalid'}`,
    hint: 'See: employee --help',
  });
}
