// `npm run start:chromium`: the desktop app without Electron's runtime, in windows of a Chromium. On a machine with a
// display and a Chromium (CHROMIUM_PATH, or on PATH) they are shown; else they can be looked at through DevTools.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { buildOutdated, root } from './build.js';
import { runDesktop } from './run-desktop.js';
import { fail } from './runtime.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

if (process.platform === 'win32')
  fail('cannot start', 'the stand-in for Electron needs a POSIX system', 'Run "npm start"');
else if (!buildOutdated({ withDesktop: true }))
  fail('cannot start', 'building it failed', 'See the lines above');
else start();

function start() {
  const chromium = process.env.CHROMIUM_PATH ?? (hasDisplay() ? findChromium() : undefined);
  const visible = hasDisplay() && chromium !== undefined;
  const folder = join(root, 'tools', 'electron-stand-in');
  const env = {
    ELECTRON_OVERRIDE_DIST_PATH: folder,
    EMPLOYEE_VALIDATE: '1',
    ...(chromium && { CHROMIUM_PATH: chromium }),
    ...(visible && { ELECTRON_STAND_IN_VISIBLE: '1' }),
  };
  const child = runDesktop(join(folder, 'electron'), { env, args: process.argv.slice(2), stderr: 'pipe' });
  child.stderr.on('data', (data) => {
    const [, port] = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(String(data)) ?? [];
    if (port === undefined) process.stderr.write(data);
    else if (!visible)
      process.stdout.write(
        `The window is not shown here. In a Chromium, chrome://inspect shows it at 127.0.0.1:${port}.\n`,
      );
  });
}

function hasDisplay() {
  return process.platform === 'darwin' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...macApps].find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
