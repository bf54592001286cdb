// Builds a checkout when its sources are newer. Plain JavaScript for any Node from 18 on.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledNode, isNewEnough } from './runtime.js';

const require = createRequire(import.meta.url);

export const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');

const commandLine = {
  output: join(root, 'out', 'cli', 'employee.js'),
  config: join(root, 'rolldown.config.ts'),
  run: ['rolldown', 'bin/cli.mjs', '--config', 'rolldown.config.ts', '--logLevel', 'warn'],
};
const desktop = {
  output: join(root, 'out', 'main', 'index.js'),
  config: join(root, 'electron.vite.config.ts'),
  run: ['electron-vite', 'bin/electron-vite.js', 'build', '--logLevel', 'warn'],
};

/** Whether everything that is to run is built now. */
export function buildOutdated({ withDesktop }) {
  const outdated = (withDesktop ? [commandLine, desktop] : [commandLine]).filter(isOutdated);
  if (outdated.length > 0) process.stdout.write('Building…\n');
  return outdated.every(build);
}

/** An installed package has no source: nothing is outdated there. */
function isOutdated({ output, config }) {
  if (!existsSync(source)) return false;
  if (!existsSync(output)) return true;
  const builtMs = statSync(output).mtimeMs;
  return [source, join(root, 'package.json'), config].some((path) => isNewer(path, builtMs));
}

function isNewer(path, thanMs) {
  const stats = statSync(path);
  if (stats.mtimeMs > thanMs) return true;
  return stats.isDirectory() && readdirSync(path).some((name) => isNewer(join(path, name), thanMs));
}

function build({ run: [name, program, ...args] }) {
  const node = isNewEnough() ? process.execPath : bundledNode();
  if (node === undefined) return false;
  const script = join(dirname(require.resolve(`${name}/package.json`)), program);
  const { status, stdout, stderr } = spawnSync(node, [script, ...args], { cwd: root, encoding: 'utf8' });
  if (status !== 0) process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  return status === 0;
}
