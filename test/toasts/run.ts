/**
 * `npm run test:toasts [-- --screenshots FOLDER]`: the toasts on a real notification service, under a display and a
 * session bus of their own. Exit code 0: all seen · 1: something was not · 2: a program is missing.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Each program with the Debian package that has it. */
const needed = {
  Xvfb: 'xvfb',
  'dbus-run-session': 'dbus-x11',
  'xfce4-notifyd': 'xfce4-notifyd',
  'notify-send': 'libnotify-bin',
  gdbus: 'libglib2.0-bin',
  xdotool: 'xdotool',
} as const;
/** Debian keeps the service outside of PATH: the session bus starts it. */
const serviceFile = '/usr/share/dbus-1/services/org.xfce.xfce4-notifyd.Notifications.service';

process.exitCode = await run();

async function run(): Promise<number> {
  const missing = Object.entries(needed).filter(([name]) => !isThere(name));
  if (missing.length > 0) {
    console.error(`Not run: ${missing.map(([name]) => name).join(', ')} not found.`);
    console.error(`Debian: apt-get install ${missing.map(([, debian]) => debian).join(' ')}`);
    return 2;
  }
  const display = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '900x600x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  try {
    const number = await new Promise<string>((resolve, reject) => {
      display.stdio[3]?.once('data', (line: Buffer) => resolve(line.toString().trim()));
      display.once('exit', () => reject(new Error('Xvfb ended before it was ready')));
    });
    const session = join(import.meta.dirname, 'session.ts');
    const child = spawn('dbus-run-session', ['--', process.execPath, session, ...process.argv.slice(2)], {
      env: { ...process.env, DISPLAY: `:${number}`, NO_AT_BRIDGE: '1' },
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    const [[code], complaints] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
    if (code !== 0) console.error(complaints);
    return code === 0 ? 0 : 1;
  } finally {
    display.kill();
  }
}

function isThere(name: string): boolean {
  const places = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  if (name === 'xfce4-notifyd') places.push(serviceFile);
  return places.some((path) => {
    try {
      accessSync(path, path === serviceFile ? constants.R_OK : constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
