import { describeError } from '../../shared/errors.ts';
import type { EmployeeHost } from '../employee/index.ts';

export interface AnnounceOptions {
  readonly host: EmployeeHost;
  /** Has the employee check itself once, with a test file. */
  readonly validate: boolean;
  readonly print: (line: string) => void;
}

/** Tells the terminal that started the app: `ready` once the inbox is watched, and what the check of itself said. */
export function announceReady({ host, validate, print }: AnnounceOptions): void {
  const unlisten = host.onState(({ state }) => {
    if (state !== 'running') return;
    unlisten();
    print('ready');
    if (!validate) return;
    host.api.call('validate', {}).then(
      ({ message }) => print(message),
      (error: unknown) => print(describeError(error)),
    );
  });
}
