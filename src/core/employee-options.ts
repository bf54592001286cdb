import type { ToolServer } from './actions/index.ts';
import type { ArchiveLauncher, PowerSource } from './backup/index.ts';
import type { Clock, Random } from './clock/index.ts';
import type { Files } from './files/index.ts';
import type { OpenFileProbe } from './intake/index.ts';
import type { SecretCipher } from './secrets/index.ts';
import type { UserState } from './user-state/index.ts';
import type { Processes, TemplateFolder } from './workspace/index.ts';

/** Everything the employee needs from outside; tests and campaigns give their own. */
export interface EmployeeOptions {
  /** Absolute path of the workspace. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `service`: the employee at work · `command`: one command under the lock. */
  readonly mode: 'service' | 'command';
  /** Makes the workspace when it is missing. */
  readonly create: boolean;
  /** A person trusts this workspace where it lies now. One that is made or adopted here is trusted by that. */
  readonly trust: boolean;
  readonly takeOver: boolean;
  readonly templateFolders: readonly TemplateFolder[];
  readonly version: string;
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  readonly processes: Processes;
  readonly probe: OpenFileProbe;
  readonly userState: UserState;
  /** How entered secrets are protected; by the permissions of their file alone when not given. */
  readonly secretCipher?: SecretCipher | undefined;
  /** How the program that works on archives is started; a Node process of its own when not given. */
  readonly archiveLauncher?: ArchiveLauncher | undefined;
  /** Tells when the machine runs on battery; as the system says when not given. */
  readonly power?: PowerSource | undefined;
  /** Servers beside the built-in vault. */
  readonly servers?: readonly ToolServer[];
}
