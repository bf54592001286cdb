import { EmployeeError } from '../../shared/errors.ts';
import type { Handlers } from './handlers.ts';

type Coming =
  | 'activity'
  | 'policy.show'
  | `audit.${'query' | 'export' | 'state'}`
  | 'logs.tail'
  | `secret.${'list' | 'set' | 'delete'}`;

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
    activity: refuse('activity'),
    'policy.show': refuse('policy.show'),
    'audit.query': refuse('audit.query'),
    'audit.export': refuse('audit.export'),
    'audit.state': refuse('audit.state'),
    'logs.tail': refuse('logs.tail'),
    'secret.list': refuse('secret.list'),
    'secret.set': refuse('secret.set'),
    'secret.delete': refuse('secret.delete'),
  };
}
