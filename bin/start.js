// `npm start`: builds what is missing or out of date, then starts the tray app, or without an Electron runtime the
// same employee headless in this terminal. Plain JavaScript for any Node from 18 on.
import { buildOutdated } from './build.js';
import { electronFolder, fetchRuntime, findRuntime } from './electron-runtime.js';
import { runDesktop } from './run-desktop.js';
import { fail } from './runtime.js';

const folder = electronFolder();
const obstacle = displayObstacle() ?? (await runtimeObstacle());
const runtime = findRuntime(folder);

if (!buildOutdated({ withDesktop: obstacle === undefined }))
  fail('cannot start', 'building it failed', 'See the lines above');
else if (obstacle === undefined && runtime !== undefined)
  runDesktop(runtime, { env: { EMPLOYEE_VALIDATE: '1' }, args: process.argv.slice(2) });
else {
  process.stdout.write(`${obstacle}\n`);
  process.stdout.write('So the same employee runs here, without a window. Ctrl-C stops it.\n');
  process.argv.splice(2, 0, 'start-headless');
  await import('./employee.js');
}

/** Why a real Electron could not show anything, or undefined. What stands in for it needs no display. */
function displayObstacle() {
  if (process.platform !== 'linux' || process.env.ELECTRON_OVERRIDE_DIST_PATH) return undefined;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'There is no display here for the tray app.';
  if (process.getuid?.() === 0) return 'The tray app does not run as root: its windows need a sandbox.';
  return undefined;
}

async function runtimeObstacle() {
  if (findRuntime(folder) !== undefined) return undefined;
  const hint = 'There is no Electron runtime here ("npx install-electron" fetches it).';
  if (folder === undefined || process.env.ELECTRON_OVERRIDE_DIST_PATH) return hint;
  return (await fetchRuntime(folder)) ? undefined : hint;
}
