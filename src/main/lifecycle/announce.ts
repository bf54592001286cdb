import { describeError } from '../../shared/errors.ts';
import type { EmployeeHost } from '../employee/index.ts';

export interface AnnounceOptions {
  readonly host: EmployeeHost;
  /** Has the employee check itself once, with a test file. */
  readonly validate: boolean;
  readonly print: (line: string) => void;
  /** For what is not the answer that scripts wait for. */
  readonly note: (line: string) => void;
}

/**
 * Tells the terminal that started the app how that went: `ready` once the inbox is watched, and what the check of itself
 * said, and what is wrong with the settings.
 */
export function announceReady({ host, validate, print, note }: AnnounceOptions): void {
  const unlisten = host.onState((now) => {
    if (now.state === 'failed') note(`${now.error.what}: ${now.error.why}. ${now.error.hint}`);
    if (now.state === 'attached') note(`follows the one that runs in process ${now.pid}`);
    if (now.state !== 'running') return;
    unlisten();
    for (const problem of host.problems) note(problem);
    print('ready');
    if (!validate) return;
    host.api.call('validate', {}).then(
      ({ message }) => print(message),
      (error: unknown) => note(describeError(error)),
    );
  });
}
