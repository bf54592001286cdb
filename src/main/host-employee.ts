import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, safeStorage } from 'electron';
import { version } from '../core/version.ts';
import type { Api } from '../shared/api.ts';
import type { ShellState } from '../shared/shell.ts';
import { UtilityLauncher } from './archive-launcher.ts';
import { currentApi } from './current-workspace.ts';
import { EmployeeHost, localEmployeePort } from './employee/index.ts';
import type { Foundation } from './foundation.ts';
import { Quit } from './lifecycle/index.ts';
import { machinePower } from './power/index.ts';
import { SafeStorageCipher, secretStorageState } from './secrets/index.ts';
import { ShellStatus } from './shell-status.ts';
import { Publisher } from './topics/index.ts';

/** The employee as the surfaces of the app see it, with what the app adds to it. */
export interface Hosted {
  readonly host: EmployeeHost;
  /** The employee of whichever workspace is open. */
  readonly api: Api;
  readonly publisher: Publisher;
  readonly status: ShellStatus;
  readonly quit: Quit;
  /** The folder that a first run suggests. */
  readonly suggested: string;
}

/** Makes the host and what follows it. Nothing is opened yet. */
export async function hostEmployee({ places, logger, preferences }: Foundation): Promise<Hosted> {
  const { clock } = places;
  const suggested = join(homedir(), 'PersonalAIEmployee');
  const secretStorage = await secretStorageState(safeStorage, platform());
  const secretCipher = new SafeStorageCipher({
    storage: safeStorage,
    state: secretStorage,
    acceptsWeak: () => preferences.get('acceptsWeakSecretStorage'),
  });
  const host = new EmployeeHost({
    port: localEmployeePort(places, process.env, {
      secretCipher,
      archiveLauncher: new UtilityLauncher(),
      power: machinePower,
    }),
    clock,
    suggested,
    stopAsked: () => quit.ask('graceful'),
  });
  const quit = new Quit({
    clock,
    stop: (how) => host.stop(how),
    exit: () => app.quit(),
    failed: (error) => logger.error('the employee did not stop cleanly', { error }),
  });
  const publisher = new Publisher(clock);
  host.onEvent((event) => publisher.hear(event));
  const status = new ShellStatus(host, { version, platform: platform() });
  status.update({ secretStorage });
  return { host, api: currentApi(host), publisher, status, quit, suggested };
}

function platform(): ShellState['platform'] {
  return process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';
}
