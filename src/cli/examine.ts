import { statfsSync } from 'node:fs';
import { type KnownWorkspace, knowWorkspace, type Places, workspaceExists } from '../core/hosting/index.ts';
import { secretNames } from '../core/settings/index.ts';
import { version } from '../core/version.ts';
import { readInstallation } from '../core/workspace/index.ts';
import { describeError, EmployeeError } from '../shared/errors.ts';
import { lockOwner } from './lock-owner.ts';
import type { Terminal } from './terminal.ts';
import type { Finding, RunningEmployee } from './workspace.ts';

const lowDiskBytes = 1024 ** 3;
const syncFolders =
  /[/\\](OneDrive[^/\\]*|Dropbox|Google ?Drive|iCloud ?Drive|Mobile Documents|Nextcloud)([/\\]|$)/i;

/** Looks at program, workspace and machine; changes nothing. */
export async function examine(
  places: Places,
  terminal: Terminal,
  connect: () => Promise<RunningEmployee | undefined>,
): Promise<readonly Finding[]> {
  const findings = [
    ok(
      'program',
      `employee ${version} on Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    ),
    ...userState(places),
  ];
  if (!workspaceExists(places))
    return [
      ...findings,
      warning('workspace', `${places.root} does not exist yet`, 'Make it with "employee init"'),
    ];
  const workspace = knowWorkspace(places, terminal.environment);
  return [
    ...findings,
    ...folder(places),
    trust(workspace),
    ...settings(workspace),
    ...secretsInDotenv(workspace),
    inbox(places, workspace),
    ...(await employeeAndModel(places, workspace, connect)),
    ...disk(places),
  ];
}

function userState({ userState: state }: Places): readonly Finding[] {
  const hint = 'Look at the file it names, or remove it';
  return [
    ok('user state', state.folder),
    ...state.problems.map((problem) => warning('user state', problem, hint)),
  ];
}

function folder(places: Places): readonly Finding[] {
  const { root, chosenBy } = places;
  const findings: Finding[] = [ok('workspace', `${root} (chosen by ${chosenBy.replaceAll('_', ' ')})`)];
  if (syncFolders.test(root))
    findings.push(
      warning(
        'workspace',
        'it lies in a folder that a program synchronises',
        'Run the employee on one machine only, or move the workspace',
      ),
    );
  try {
    readInstallation(places.files, knowWorkspace(places, {}).paths);
  } catch (error) {
    findings.push(problemOf('installation', error));
  }
  return findings;
}

function trust({ identity, trusted }: KnownWorkspace): Finding {
  if (trusted) return ok('trust', 'this workspace is yours');
  const why = identity ? 'it is not trusted on this machine' : 'it was never made or adopted here';
  return warning(
    'trust',
    `${why}: no action server, no .env, no stored key`,
    'Run "employee init" if it is yours',
  );
}

function settings(workspace: KnownWorkspace): readonly Finding[] {
  const problems = workspace.settings.problems.map((problem) =>
    warning(
      'settings',
      `${problem.variable} (${problem.source}): expected ${problem.expected}, got ${problem.got}`,
      problem.usedDefault === undefined
        ? 'It counts as not set'
        : `The default ${problem.usedDefault} counts`,
    ),
  );
  return problems.length > 0 ? problems : [ok('settings', 'all valid')];
}

function secretsInDotenv({ settings: { secrets } }: KnownWorkspace): readonly Finding[] {
  const names = secretNames.filter((name) => secrets.sourceOf(name) === '.env');
  if (names.length === 0) return [];
  const hint = 'Whoever can read the folder can read it: keep it with "employee secret set NAME" instead';
  return [warning('.env', `it holds ${names.join(', ')}`, hint)];
}

function inbox({ files }: Places, { paths }: KnownWorkspace): Finding {
  if (files.exists(paths.watchInbox)) return ok('inbox', paths.watchInbox);
  if (files.exists(paths.watchInboxDisabled))
    return warning(
      'inbox',
      'intake is paused by renaming the inbox',
      'Rename it back to watch_inbox to resume',
    );
  return warning('inbox', `${paths.watchInbox} is missing`, 'It is made at the next start');
}

async function employeeAndModel(
  places: Places,
  workspace: KnownWorkspace,
  connect: () => Promise<RunningEmployee | undefined>,
): Promise<readonly Finding[]> {
  const { examineModel } = await import('./examine-model.ts');
  try {
    const running = await connect();
    try {
      const finding = running
        ? ok('employee', `running (process ${lockOwner(places)?.pid ?? 'unknown'})`)
        : notRunning(places);
      return [finding, ...(await examineModel(workspace, places.clock, running))];
    } finally {
      running?.close();
    }
  } catch (error) {
    return [problemOf('employee', error)];
  }
}

function notRunning(places: Places): Finding {
  const owner = lockOwner(places);
  if (!owner || owner.state === 'dead') return ok('employee', 'not running');
  return warning(
    'employee',
    `process ${owner.pid} on ${owner.hostname} holds the workspace, but cannot be reached from here`,
    'Stop it where it was started',
  );
}

function disk({ root }: Places): readonly Finding[] {
  try {
    const { bavail, bsize } = statfsSync(root);
    const freeBytes = bavail * bsize;
    const text = `${(freeBytes / 1024 ** 3).toFixed(1)} GiB free`;
    return [freeBytes < lowDiskBytes ? warning('disk', text, 'Free some space') : ok('disk', text)];
  } catch {
    // Some network file systems do not tell.
    return [];
  }
}

function ok(name: string, message: string): Finding {
  return { name, status: 'ok', message, hint: '' };
}

function warning(name: string, message: string, hint: string): Finding {
  return { name, status: 'warning', message, hint };
}

function problemOf(name: string, error: unknown): Finding {
  if (!(error instanceof EmployeeError))
    return { name, status: 'problem', message: describeError(error), hint: '' };
  return { name, status: 'problem', message: `${error.what}: ${error.why}`, hint: error.hint };
}
