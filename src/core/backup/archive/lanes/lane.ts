// A lane: a thread of the archive program that works on the batches it is sent, one after another.
import { parentPort } from 'node:worker_threads';
import { describeError, isSystemError } from '../../../../shared/errors.ts';
import { ArchiveRefusal } from '../reading/refusal.ts';
import { LaneWork } from './lane-work.ts';
import type { LaneAnswer, LaneBatch } from './messages.ts';

const work = new LaneWork((bytes) => answer({ kind: 'bytes', bytes }));
let before = Promise.resolve();
parentPort?.on('message', (batch: LaneBatch) => {
  before = before.then(() => workOn(batch));
});

async function workOn(batch: LaneBatch): Promise<void> {
  try {
    answer({ kind: 'done', result: await work.run(batch) });
  } catch (error) {
    if (error instanceof ArchiveRefusal) answer({ kind: 'refused', reason: error.message, path: error.path });
    else
      answer({
        kind: 'failed',
        message: describeError(error),
        code: isSystemError(error) ? error.code : undefined,
      });
  }
}

function answer(message: LaneAnswer): void {
  parentPort?.postMessage(message);
}
