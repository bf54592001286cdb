import { execFile } from 'node:child_process';

const answerMs = 2_000;

/** Asks the session bus whether a tray is there, in the words of whichever client is installed. */
const questions: readonly (readonly [program: string, ...args: string[]])[] = [
  [
    'gdbus',
    ...['call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'],
    ...['--method', 'org.freedesktop.DBus.NameHasOwner', 'org.kde.StatusNotifierWatcher'],
  ],
  [
    'busctl',
    ...['--user', 'call', 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus'],
    ...['NameHasOwner', 's', 'org.kde.StatusNotifierWatcher'],
  ],
];

/** Runs a program and resolves to what it printed; rejects when it is not there or fails. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<string>;

/**
 * Whether this session shows tray icons. Windows and macOS do; on Linux only a StatusNotifierItem host is counted on.
 * Where nobody can tell, there is none: a window that minimises is found again, one that hides is not.
 */
export async function hasSystemTray(
  platform: NodeJS.Platform,
  run: RunProgram = runProgram,
): Promise<boolean> {
  if (platform !== 'linux') return true;
  for (const [program, ...args] of questions) {
    try {
      return /\btrue\b/.test(await run(program, args));
    } catch {
      // Not installed, or no session bus: another client may know.
    }
  }
  return false;
}

function runProgram(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, [...args], { timeout: answerMs }, (error, stdout) => {
      if (error) reject(error);
      else resolve(stdout);
    });
  });
}
