import { EmployeeError } from '../shared/errors.ts';

/** Commands that a later version brings, with the subcommands that are missing; none: the whole command. */
export const notAvailable: Readonly<Record<string, readonly string[]>> = {
  restart: [],
  grants: ['list', 'revoke'],
  maintenance: ['status', 'run'],
  incidents: ['list', 'show', 'open', 'note', 'close'],
  mcp: ['list', 'test', 'import', 'review', 'arm', 'disarm'],
  service: ['install', 'uninstall', 'status'],
  alerts: ['test'],
  'support-bundle': [],
  audit: ['acknowledge'],
  recover: ['repair-audit', 'clear-error-logs', 'full-reset'],
};

/** The words of a line that a later version will understand; `undefined` when the line is none of those. */
export function unavailableCommand(words: readonly string[], hasCommand: boolean): string | undefined {
  const [name = '', part = ''] = words.filter((word) => !word.startsWith('-'));
  const parts = Object.hasOwn(notAvailable, name) ? notAvailable[name] : undefined;
  if (!parts) return undefined;
  if (parts.includes(part)) return `${name} ${part}`;
  return hasCommand ? undefined : name;
}

/** `not_available`: a command of a later version. */
export function notAvailableError(command: string): EmployeeError {
  return new EmployeeError('not_available', {
    what: command,
    why: 'not available yet in this version',
    hint: 'Run "employee --help" to see what is',
  });
}
