import type { TaskBatch } from '../writing/pack-task.ts';
import type { PackedBatch } from '../writing/packer.ts';
import type { EntryBatch } from './entry-batch.ts';

/** One piece of work for a lane. */
export type LaneBatch =
  /** Into the archive open as `descriptor`, whose end all lanes share. */
  | {
      readonly kind: 'pack';
      readonly descriptor: number;
      readonly space: SharedArrayBuffer;
      readonly tasks: TaskBatch;
    }
  | { readonly kind: 'check'; readonly archive: string; readonly entries: EntryBatch }
  /** `targets`: absolute paths whose folders are there. */
  | {
      readonly kind: 'extract';
      readonly archive: string;
      readonly entries: EntryBatch;
      readonly targets: readonly string[];
    };

interface Results {
  readonly pack: PackedBatch;
  readonly check: CheckedBatch;
  readonly extract: undefined;
}

export type LaneResult<B extends LaneBatch> = Results[B['kind']];

/** What is wrong with entries, by their places in the batch. */
export interface CheckedBatch {
  readonly hashed: number;
  readonly problems: readonly { readonly index: number; readonly reason: string }[];
}

/** What a lane answers; both ends are of one build. */
export type LaneAnswer =
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'done'; readonly result: Results[keyof Results] }
  | { readonly kind: 'refused'; readonly reason: string; readonly path: string | null }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | undefined };
