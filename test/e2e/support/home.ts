import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A person's machine for one test: nothing of the real one's settings, and nothing left behind. */
export interface Home extends AsyncDisposable {
  readonly folder: string;
  /** Where the workspace goes; not created yet. */
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What programs need of the real machine. Everything else, keys and addresses above all, stays out. */
const kept = [
  'CHROMIUM_PATH',
  'DBUS_SESSION_BUS_ADDRESS',
  'DISPLAY',
  'ELECTRON_OVERRIDE_DIST_PATH',
  'ELECTRON_STAND_IN_CACHE',
  'LANG',
  'LD_LIBRARY_PATH',
  'NODE_V8_COVERAGE',
  'PATH',
  'SystemRoot',
  'XAUTHORITY',
];

export async function createHome(): Promise<Home> {
  // A short name: socket paths have about a hundred bytes.
  const folder = await mkdtemp(join(tmpdir(), 'e2e-'));
  const inside = (name: string) => join(folder, name);
  const folders = {
    HOME: inside('home'),
    USERPROFILE: inside('home'),
    XDG_CONFIG_HOME: inside('config'),
    APPDATA: inside('config'),
    LOCALAPPDATA: inside('local'),
    XDG_CACHE_HOME: inside('cache'),
    XDG_DATA_HOME: inside('data'),
    XDG_STATE_HOME: inside('state'),
    XDG_RUNTIME_DIR: inside('run'),
    TMPDIR: inside('tmp'),
    TEMP: inside('tmp'),
  };
  for (const path of new Set(Object.values(folders))) await mkdir(path, { mode: 0o700 });
  const passed = kept.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    folder,
    workspace: inside('workspace'),
    env: { ...Object.fromEntries(passed), ...folders },
    async [Symbol.asyncDispose]() {
      // Programs that were just ended may still write for a moment.
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
}
