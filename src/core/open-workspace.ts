import { EmployeeError } from '../shared/errors.ts';
import { type RestoreJournal, settleRestore } from './backup/index.ts';
import { delay } from './clock/index.ts';
import type { EmployeeOptions } from './employee-options.ts';
import { Files } from './files/index.ts';
import { checkedOverrides } from './path-overrides.ts';
import { restorePlaces } from './restore-places.ts';
import { FileCipher, SecretStore, secretsPath } from './secrets/index.ts';
import { Settings } from './settings/index.ts';
import type { WorkspaceIdentity } from './user-state/index.ts';
import {
  type CreateResult,
  createOrAdopt,
  readInstallation,
  readLock,
  WorkspaceLock,
  type WorkspacePaths,
  workspacePaths,
} from './workspace/index.ts';

const commandsMs = 5_000;
const retryMs = 50;

/** A workspace that this process holds. */
export interface HeldWorkspace {
  readonly kind: CreateResult['kind'];
  readonly identity: WorkspaceIdentity;
  readonly trusted: boolean;
  readonly paths: WorkspacePaths;
  readonly settings: Settings;
  /** `undefined` while the workspace is not trusted. */
  readonly secrets: SecretStore | undefined;
  readonly lock: WorkspaceLock;
  /** Whether a person's act made it trusted just now: its policy counts as confirmed. */
  readonly newlyTrusted: boolean;
  /** A restore that has ended now; its entries and its report are still to be written. */
  readonly restored: RestoreJournal | undefined;
  /** Places that were set but cannot be used, and secrets that cannot be read, in sentences. */
  readonly pathProblems: readonly string[];
}

/** Makes, adopts or opens the workspace and takes its lock. Throws `not_found`, `workspace_held`, `invalid_input`. */
export async function holdWorkspace(options: EmployeeOptions): Promise<HeldWorkspace> {
  const { root, files, clock, random, processes, version, mode, takeOver, userState } = options;
  const standard = workspacePaths(root);
  const installed = readInstallation(files, standard);
  if (installed === undefined && !options.create) throw notAWorkspace(root);
  const before = installed && { installId: installed.install_id, realPath: files.fileSystem.realPath(root) };
  const wasTrusted = before !== undefined && userState.trustOf(before) === 'trusted';
  // A folder that becomes a workspace now is trusted by that act; one from elsewhere is not.
  const trusted = wasTrusted || options.trust || installed === undefined;
  const settings = Settings.open({
    files,
    settingsFile: standard.internal.settings,
    dotenvFile: standard.dotenv,
    environment: options.environment,
    trusted,
  });
  await files.ensureFolder(standard.internal.root);
  const acquire = () =>
    WorkspaceLock.acquire(
      { files, paths: standard, clock, random, processes, version },
      { kind: mode === 'service' ? 'run' : 'command', takeOver },
    );
  const lock = await afterCommands(options, standard, acquire);
  try {
    // Before anything else is opened: what is live may change under it.
    const restored = await settleRestore({
      ...options,
      filesOver: (fileSystem) => new Files({ ...options, fileSystem, platform: process.platform }),
      places: restorePlaces(
        files.fileSystem.realPath(root),
        workspacePaths(root, checkedOverrides(root, settings).overrides),
      ),
      legacyKey: settings.secrets.get('AUDIT_SIGNING_KEY'),
      trusted,
    });
    if (restored) settings.reload();
    const { overrides, problems: pathProblems } = checkedOverrides(root, settings);
    const paths = workspacePaths(root, overrides);
    const { kind, installId } = await createOrAdopt({
      files,
      paths,
      templateFolders: options.templateFolders,
      random,
      clock,
    });
    const identity = { installId, realPath: files.fileSystem.realPath(root) };
    if (trusted && !wasTrusted) await userState.trust(identity);
    const problems = [...pathProblems];
    const secrets = trusted ? await openSecrets(options, identity, problems) : undefined;
    if (secrets) settings.takeSecrets(secrets);
    return {
      kind,
      identity,
      trusted,
      paths,
      settings,
      secrets,
      lock,
      newlyTrusted: trusted && !wasTrusted,
      restored,
      pathProblems: problems,
    };
  } catch (error) {
    // What went wrong first is what a person has to hear.
    await lock.release().catch(() => undefined);
    throw error;
  }
}

async function openSecrets(
  { files, clock, random, userState, secretCipher }: EmployeeOptions,
  identity: WorkspaceIdentity,
  problems: string[],
): Promise<SecretStore> {
  const secrets = await SecretStore.open({
    files,
    clock,
    random,
    path: secretsPath(userState.keyFolder(identity)),
    cipher: secretCipher ?? new FileCipher(),
    problem: (text) => problems.push(text),
  });
  for (const name of secrets.unreadable)
    problems.push(`The secret ${name} was encrypted by the desktop app and cannot be read here`);
  return secrets;
}

/** A one-shot command holds the workspace for a moment: waits for it instead of failing. */
async function afterCommands<T>(
  { files, clock }: EmployeeOptions,
  paths: WorkspacePaths,
  acquire: () => Promise<T>,
): Promise<T> {
  const untilMs = clock.now() + commandsMs;
  for (;;) {
    try {
      return await acquire();
    } catch (error) {
      const held = error instanceof EmployeeError && error.code === 'workspace_held';
      if (!held || readLock(files, paths.internal.lock)?.kind === 'run' || clock.now() > untilMs) throw error;
      await delay(clock, retryMs);
    }
  }
}

function notAWorkspace(root: string): EmployeeError {
  return new EmployeeError('not_found', {
    what: `cannot open ${root}`,
    why: 'it is not a workspace yet',
    hint: `Make it one with: employee init ${JSON.stringify(root)}`,
  });
}
