import { EmployeeError } from '../../shared/errors.ts';
import type { Handlers } from './handlers.ts';

/** Backups: created, listed, verified, pruned, rehearsed. */
export function backupCommands() {
  return {
    'backup.create': async () => notYet('backup create'),
    'backup.list': async () => notYet('backup list'),
    'backup.verify': async () => notYet('backup verify'),
    'backup.prune': async () => notYet('backup prune'),
    'backup.rehearse': async () => notYet('backup rehearse'),
    'backup.state': async () => notYet('backup state'),
  } satisfies Partial<Handlers>;
}

function notYet(what: string): never {
  throw new EmployeeError('not_available', { what, why: 'not available yet', hint: 'Wait for it' });
}
