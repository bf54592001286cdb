import { EmployeeError } from '../../shared/errors.ts';
import type { Handlers } from './handlers.ts';

type Coming = `secret.${'list' | 'set' | 'delete'}`;

/** Commands whose shape is settled and whose work is not there yet. */
export function comingCommands(): Pick<Handlers, Coming> {
  const refuse = (name: string) => async (): Promise<never> => {
    throw new EmployeeError('not_available', {
      what: `cannot do ${name}`,
      why: 'it is not available yet in this version',
      hint: 'Nothing was changed',
    });
  };
  return {
    'secret.list': refuse('secret.list'),
    'secret.set': refuse('secret.set'),
    'secret.delete': refuse('secret.delete'),
  };
}
