/**
 * A process of its own that wants a workspace: `node contender.ts ROOT [--release]`. Prints one line,
 * `held TOKEN` or `refused CODE`, and holds what it got until it is killed or its input ends.
 */
import { SystemClock, SystemRandom } from '../../../src/core/clock/index.ts';
import { Files, NodeFileSystem } from '../../../src/core/files/index.ts';
import { SystemProcesses, WorkspaceLock, workspacePaths } from '../../../src/core/workspace/index.ts';
import { EmployeeError } from '../../../src/shared/errors.ts';

const [root = '', release] = process.argv.slice(2);
const clock = new SystemClock();
const random = new SystemRandom();
const files = new Files({ fileSystem: new NodeFileSystem(), clock, random, platform: process.platform });

// Ready: the test lets all contenders go at once.
process.stdout.write('ready\n');
await new Promise<void>((resolve) => process.stdin.once('data', () => resolve()));
try {
  const lock = await WorkspaceLock.acquire(
    { files, paths: workspacePaths(root), clock, random, processes: new SystemProcesses(), version: 'test' },
    { kind: 'run' },
  );
  process.stdout.write(`held ${lock.token}\n`);
  if (release === '--release') await lock.release();
  else process.stdin.resume();
} catch (error) {
  process.stdout.write(`refused ${error instanceof EmployeeError ? error.code : String(error)}\n`);
  process.exit(0);
}
