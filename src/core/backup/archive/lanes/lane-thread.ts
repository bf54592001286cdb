import { Worker } from 'node:worker_threads';
import { ArchiveRefusal } from '../reading/refusal.ts';
import type { LaneAnswer, LaneBatch } from './messages.ts';

/** A lane in a thread of its own, seen from the pool. */
export class LaneThread {
  readonly #worker: Worker;
  readonly #onBytes: (bytes: number) => void;
  readonly #pending: PromiseWithResolvers<unknown>[] = [];

  constructor(onBytes: (bytes: number) => void) {
    this.#onBytes = onBytes;
    this.#worker = new Worker(laneUrl(), {
      resourceLimits: { maxYoungGenerationSizeMb: 6, maxOldGenerationSizeMb: 96 },
    });
    this.#worker.on('message', (answer: LaneAnswer) => this.#hear(answer));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('a thread of the archive program ended early')));
  }

  /** Batches that are not answered yet. */
  get outstanding(): number {
    return this.#pending.length;
  }

  run(batch: LaneBatch): Promise<unknown> {
    const pending = Promise.withResolvers<unknown>();
    this.#pending.push(pending);
    this.#worker.postMessage(batch);
    return pending.promise;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #hear(answer: LaneAnswer): void {
    if (answer.kind === 'bytes') {
      this.#onBytes(answer.bytes);
      return;
    }
    const pending = this.#pending.shift();
    if (answer.kind === 'done') pending?.resolve(answer.result);
    else if (answer.kind === 'refused') pending?.reject(new ArchiveRefusal(answer.reason, answer.path));
    else pending?.reject(Object.assign(new Error(answer.message), { code: answer.code }));
  }

  #fail(error: unknown): void {
    for (const pending of this.#pending.splice(0)) pending.reject(error);
  }
}

/** The source of the lanes, or their bundle beside the one that this code is part of. */
function laneUrl(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './lane.ts' : './archive-lane.js', import.meta.url);
}
