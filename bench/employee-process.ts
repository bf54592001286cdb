// The employee in a process of its own, over a counting file system, steered by its parent over the IPC channel.
// Usage: fork with the arguments WORKSPACE [--record].
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SystemClock, SystemRandom } from '../src/core/clock/index.ts';
import type { Employee } from '../src/core/employee.ts';
import { Files } from '../src/core/files/index.ts';
import { openLocalEmployee } from '../src/core/local-employee.ts';
import { keepHeapSmall } from '../src/core/small-heap.ts';
import { UserState } from '../src/core/user-state/index.ts';
import type { Answer, Request } from './lib/child-messages.ts';
import { RecordingFileSystem } from './lib/recording-file-system.ts';

// As `employee run` does, before anything is dropped.
keepHeapSmall();
const [root = '', option] = process.argv.slice(2);
const fileSystem = new RecordingFileSystem(option === '--record');
const clock = new SystemClock();
const random = new SystemRandom();
const files = new Files({ fileSystem, clock, random, platform: process.platform });
const userState = await UserState.open({ files, clock, random });
const places = { root, chosenBy: 'the benchmark', files, clock, random, userState };
const employee = await openLocalEmployee(places, process.env, {
  mode: 'service',
  create: true,
  trust: true,
  takeOver: false,
});
await employee.start();
process.on('message', (request: Request) => void respond(employee, request));
// A benchmark that was broken off leaves no employee behind.
process.once('disconnect', () => process.exit());
send();

async function respond(running: Employee, request: Request): Promise<void> {
  if (request.ask === 'until') await untilSettled(running, request.settled);
  if (request.ask === 'block') block(request.ms);
  if (request.ask === 'operations') writeFileSync(request.path, JSON.stringify(fileSystem.operations ?? []));
  if (request.ask === 'stop') {
    await running.stop('graceful');
    process.disconnect();
  } else send();
}

/** Waits until so many tasks are finished or wait for a person. */
async function untilSettled(running: Employee, settled: number): Promise<void> {
  for (;;) {
    const { queue } = await running.api.call('status', {});
    if (queue.completed + queue.approvals >= settled) return;
    await sleep(20);
  }
}

function block(ms: number): void {
  // After the answer has left, so that the parent drops while the loop is blocked for sure.
  setTimeout(() => {
    const endMs = performance.now() + ms;
    while (performance.now() < endMs);
  }, 20);
}

function send(): void {
  const answer: Answer = {
    syncs: fileSystem.syncs,
    mutations: fileSystem.mutations,
    recorded: fileSystem.operations?.length ?? 0,
    atMs: performance.timeOrigin + performance.now(),
  };
  process.send?.(answer);
}
