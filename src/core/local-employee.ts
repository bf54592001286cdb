import { type Employee, openEmployee } from './employee.ts';
import type { EmployeeOptions } from './employee-options.ts';
import { type Places, type StartedWith, templateFolders } from './hosting/index.ts';
import { openFileProbe } from './intake/index.ts';
import { version } from './version.ts';
import { SystemProcesses } from './workspace/index.ts';

/** What a shell knows of the machine better than the employee by itself. */
export type Machine = Pick<EmployeeOptions, 'secretCipher' | 'archiveLauncher' | 'power'>;

export interface OpenLocalOptions extends Machine {
  /** `service`: the employee at work · `command`: one command under the lock. */
  readonly mode: 'service' | 'command';
  /** Makes the workspace when it is missing. */
  readonly create: boolean;
  /** A person says that this workspace is theirs. */
  readonly trust: boolean;
  readonly takeOver: boolean;
}

/** The employee of a workspace in this process, on the machine as it is. Throws as `openEmployee` does. */
export function openLocalEmployee(
  { root, files, clock, random, userState }: Places,
  environment: StartedWith['environment'],
  options: OpenLocalOptions,
): Promise<Employee> {
  return openEmployee({
    ...options,
    root,
    environment,
    templateFolders: templateFolders(),
    version,
    files,
    clock,
    random,
    processes: new SystemProcesses(),
    probe: openFileProbe(process.platform, clock),
    userState,
  });
}
