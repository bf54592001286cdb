import fs from 'node:fs';
import type { Operation } from './operation.ts';

/** How long the list took bare, and how many of its calls failed there. */
export interface Replay {
  readonly elapsedMs: number;
  readonly failed: number;
}

const { O_CREAT, O_EXCL, O_RDONLY, O_RDWR } = fs.constants;
const openFlags = { create: O_RDWR | O_CREAT | O_EXCL, append: O_RDWR | O_CREAT, folder: O_RDONLY };

/**
 * Plays the product's own mutating operations with plain node:fs below another folder, one after another, each fsync
 * awaited: the limit of this disk for this list. Operations before `timedFrom` build the state and are not timed.
 */
export async function replay(
  operations: readonly Operation[],
  timedFrom: number,
  place: (path: string) => string | undefined,
): Promise<Replay> {
  const descriptors = new Map<number, number>();
  const bytes = Buffer.alloc(64 * 1024 * 1024, 'a');
  let failed = 0;
  let startMs = performance.now();
  for (const [index, operation] of operations.entries()) {
    if (index === timedFrom) startMs = performance.now();
    try {
      await play(operation, { descriptors, bytes, place });
    } catch {
      if (index >= timedFrom) failed += 1;
    }
  }
  const elapsedMs = performance.now() - startMs;
  for (const descriptor of descriptors.values()) fs.closeSync(descriptor);
  return { elapsedMs, failed };
}

interface Stage {
  readonly descriptors: Map<number, number>;
  readonly bytes: Buffer;
  readonly place: (path: string) => string | undefined;
}

async function play(operation: Operation, { descriptors, bytes, place }: Stage): Promise<void> {
  if (operation[0] === 'open') {
    const path = place(operation[1]);
    if (path !== undefined) descriptors.set(operation[3], fs.openSync(path, openFlags[operation[2]], 0o600));
    return;
  }
  if (operation[0] === 'rename') {
    const from = place(operation[1]);
    const to = place(operation[2]);
    if (from !== undefined && to !== undefined) fs.renameSync(from, to);
    return;
  }
  if (operation[0] === 'unlink' || operation[0] === 'makeFolder' || operation[0] === 'removeFolder') {
    const path = place(operation[1]);
    if (path === undefined) return;
    if (operation[0] === 'unlink') fs.unlinkSync(path);
    else if (operation[0] === 'makeFolder') fs.mkdirSync(path, { recursive: true });
    else fs.rmdirSync(path);
    return;
  }
  const descriptor = descriptors.get(operation[1]);
  if (descriptor === undefined) return;
  if (operation[0] === 'write') fs.writeSync(descriptor, bytes, 0, operation[2], operation[3]);
  else if (operation[0] === 'truncate') fs.ftruncateSync(descriptor, operation[2]);
  else if (operation[0] === 'sync') await sync(descriptor);
  else {
    descriptors.delete(operation[1]);
    fs.closeSync(descriptor);
  }
}

function sync(descriptor: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fs.fsync(descriptor, (error) => (error ? reject(error) : resolve()));
  });
}
