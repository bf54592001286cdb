import { homedir } from 'node:os';
import { EmployeeError } from '../../shared/errors.ts';
import { type Clock, type Random, SystemClock, SystemRandom } from '../clock/index.ts';
import { Files, NodeFileSystem } from '../files/index.ts';
import { KeptSecrets, secretsPath } from '../secrets/index.ts';
import { Settings } from '../settings/index.ts';
import { UserState, type WorkspaceIdentity } from '../user-state/index.ts';
import {
  readInstallation,
  resolveWorkspace,
  type WorkspacePaths,
  workspacePaths,
} from '../workspace/index.ts';

/** What a program was started with, as far as it says which workspace is meant. */
export interface StartedWith {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly currentFolder: string;
}

/** What every way to the employee of a workspace has to know. */
export interface Places {
  readonly root: string;
  readonly chosenBy: string;
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  readonly userState: UserState;
}

/** What is known of a workspace that exists, read without the lock. */
export interface KnownWorkspace {
  /** `undefined` before it was created or adopted. */
  readonly identity: WorkspaceIdentity | undefined;
  readonly trusted: boolean;
  readonly settings: Settings;
  readonly paths: WorkspacePaths;
}

/**
 * Finds the workspace that `--workspace` (`folder`), the environment or an earlier choice means (CONTRACT §1). It need
 * not exist.
 */
export async function findPlaces(folder: string | undefined, startedWith: StartedWith): Promise<Places> {
  const clock = new SystemClock();
  const random = new SystemRandom();
  const files = new Files({ fileSystem: new NodeFileSystem(), clock, random, platform: process.platform });
  const userState = await UserState.open({ files, clock, random });
  const { root, chosenBy } = resolveWorkspace({
    files,
    option: folder,
    environment: startedWith.environment,
    currentFolder: startedWith.currentFolder,
    lastWorkspace: userState.lastWorkspace(),
    home: homedir(),
  });
  return { root, chosenBy, files, clock, random, userState };
}

/** Whether something that can be used or adopted as a workspace is there. */
export function workspaceExists({ files, root }: Places): boolean {
  const paths = workspacePaths(root);
  return (
    files.exists(paths.internal.root) || (files.exists(paths.queue.root) && files.exists(paths.auditLogs))
  );
}

/** The root with every symbolic link resolved, or as it is while it does not exist. */
export function realRoot({ files, root }: Places): string {
  return files.exists(root) ? files.fileSystem.realPath(root) : root;
}

/** Reads identity, trust, settings and paths. */
export function knowWorkspace(places: Places, environment: StartedWith['environment']): KnownWorkspace {
  const { files, userState, root } = places;
  const standard = workspacePaths(root);
  const identity = identityOf(places, standard);
  const trusted = identity !== undefined && userState.trustOf(identity) === 'trusted';
  const settings = Settings.open({
    files,
    settingsFile: standard.internal.settings,
    dotenvFile: standard.dotenv,
    environment,
    trusted,
  });
  if (identity && trusted)
    settings.takeSecrets(new KeptSecrets(files, secretsPath(userState.keyFolder(identity))));
  const paths = workspacePaths(root, {
    vault: settings.get('paths.vault'),
    dashboard: settings.get('paths.dashboard'),
    watchInbox: settings.get('paths.watchInbox'),
    approvals: settings.get('paths.approvals'),
    auditLogs: settings.get('paths.auditLogs'),
  });
  return { identity, trusted, settings, paths };
}

function identityOf(places: Places, paths: WorkspacePaths): WorkspaceIdentity | undefined {
  try {
    const installation = readInstallation(places.files, paths);
    return installation && { installId: installation.install_id, realPath: realRoot(places) };
  } catch (error) {
    // A broken installation file is for doctor and the start to tell; reading goes on without trust.
    if (error instanceof EmployeeError && error.code === 'integrity') return undefined;
    throw error;
  }
}
