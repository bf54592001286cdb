// Plain JavaScript for any Node from 18 on: finds a Node that can run the employee.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const requiredMajor = 24;

/** Whether this process is new enough to run the employee itself. */
export function isNewEnough() {
  return Number(process.versions.node.split('.')[0]) >= requiredMajor;
}

/** The Node that the npm package `node` brought, or undefined. */
export function bundledNode() {
  try {
    const folder = join(dirname(require.resolve('node/package.json')), 'bin');
    return ['node', 'node.exe'].map((name) => join(folder, name)).find((path) => existsSync(path));
  } catch {
    return undefined;
  }
}

/** Ends the program with the one line of CONTRACT §5. */
export function fail(what, why, hint) {
  process.stderr.write(`employee: ${what}: ${why}. ${hint}.\n`);
  if (process.argv.includes('--json')) {
    const error = { code: 'not_available', message: `${what}: ${why}`, hint };
    process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
  }
  process.exitCode = 1;
}
