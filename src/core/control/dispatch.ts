import { z } from 'zod';
import { type Api, type CommandName, type CommandParams, commands } from '../../shared/api.ts';
import { EmployeeError } from '../../shared/errors.ts';

/** Parameters of a command as its schema understands them. Throws `invalid_input`. */
export function validParams<Name extends CommandName>(name: Name, params: unknown): CommandParams<Name> {
  const parsed = commands[name].params.safeParse(params);
  if (!parsed.success)
    throw new EmployeeError('invalid_input', {
      what: `cannot do ${name}`,
      why: oneLine(parsed.error),
      hint: 'Correct the value and try again',
    });
  return parsed.data as CommandParams<Name>;
}

/** Calls a command that came over the wire by name. Throws what the command throws. */
export function dispatch(api: Api, name: string, params: unknown, signal: AbortSignal): Promise<unknown> {
  if (!isCommand(name))
    throw new EmployeeError('not_available', {
      what: `cannot do ${JSON.stringify(name.slice(0, 100))}`,
      why: 'the running employee does not know this command',
      hint: 'Stop it and start this version',
    });
  return api.call(name, validParams(name, params), signal);
}

/** What zod found wrong, in one line. */
export function oneLine(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => [z.core.toDotPath(issue.path), issue.message].filter(Boolean).join(': '))
    .join('; ');
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}
