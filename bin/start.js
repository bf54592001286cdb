// `npm start`: builds what is missing or out of date, then starts the tray app, or without an Electron runtime the
// same employee headless in this terminal. Plain JavaScript for any Node from 18 on.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledNode, fail, isNewEnough } from './runtime.js';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');
const built = join(root, 'out', 'cli', 'employee.js');

if (isOutdated() && !build()) fail('cannot start', 'building it failed', 'See the lines above');
else {
  process.stdout.write('There is no Electron runtime here, and this version has no tray app yet.\n');
  process.stdout.write('So the same employee runs here, without a window. Ctrl-C stops it.\n');
  process.argv.splice(2, 0, 'start-headless');
  await import('./employee.js');
}

/** Whether a checkout has to be built: an installed package has no source. */
function isOutdated() {
  if (!existsSync(source)) return false;
  if (!existsSync(built)) return true;
  const builtMs = statSync(built).mtimeMs;
  return [source, join(root, 'package.json'), join(root, 'rolldown.config.ts')].some((path) =>
    isNewer(path, builtMs),
  );
}

function isNewer(path, thanMs) {
  const stats = statSync(path);
  if (stats.mtimeMs > thanMs) return true;
  return stats.isDirectory() && readdirSync(path).some((name) => isNewer(join(path, name), thanMs));
}

function build() {
  process.stdout.write('Building…\n');
  const node = isNewEnough() ? process.execPath : bundledNode();
  if (node === undefined) return false;
  const rolldown = join(dirname(require.resolve('rolldown/package.json')), 'bin', 'cli.mjs');
  const arguments_ = [rolldown, '--config', 'rolldown.config.ts', '--logLevel', 'warn'];
  const { status, stdout, stderr } = spawnSync(node, arguments_, { cwd: root, encoding: 'utf8' });
  if (status !== 0) process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  return status === 0;
}
