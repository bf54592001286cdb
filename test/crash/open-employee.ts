import { join } from 'node:path';
import { type Clock, SystemClock, SystemRandom } from '../../src/core/clock/index.ts';
import { type Employee, openEmployee } from '../../src/core/employee.ts';
import { type FileSystem, Files } from '../../src/core/files/index.ts';
import { templateFolders } from '../../src/core/hosting/index.ts';
import { openFileProbe } from '../../src/core/intake/index.ts';
import { UserState } from '../../src/core/user-state/index.ts';
import { type Processes, SystemProcesses } from '../../src/core/workspace/index.ts';

/** Where a run takes place: a workspace and, beside it, the user's state. */
export interface Site {
  readonly root: string;
  readonly userState: string;
}

export function siteIn(folder: string): Site {
  return { root: join(folder, 'workspace'), userState: join(folder, 'user') };
}

/** The real employee over a file system of the campaign's choice. */
export async function openEmployeeAt(
  site: Site,
  fileSystem: FileSystem,
  processes: Processes = new SystemProcesses(),
  clock: Clock = new SystemClock(),
): Promise<Employee> {
  const random = new SystemRandom();
  const files = new Files({ fileSystem, clock, random, platform: process.platform });
  return openEmployee({
    root: site.root,
    environment: { XDG_RUNTIME_DIR: site.userState },
    mode: 'service',
    create: true,
    trust: false,
    takeOver: false,
    templateFolders: templateFolders(),
    version: '0.0.0-campaign',
    files,
    clock,
    random,
    processes,
    probe: openFileProbe(process.platform, clock),
    userState: await UserState.open({ files, clock, random, folder: site.userState }),
  });
}
