import { EmployeeError } from '../../shared/errors.ts';
import type { Handlers } from './handlers.ts';

/** Restores: looked at, begun, followed. */
export function restoreCommands() {
  return {
    'restore.inspect': async () => notYet('restore'),
    'restore.differences': async () => notYet('restore'),
    'restore.text-difference': async () => notYet('restore'),
    'restore.start': async () => notYet('restore'),
    'restore.cancel': async () => notYet('restore'),
    'restore.state': async () => notYet('restore'),
  } satisfies Partial<Handlers>;
}

function notYet(what: string): never {
  throw new EmployeeError('not_available', { what, why: 'not available yet', hint: 'Wait for it' });
}
