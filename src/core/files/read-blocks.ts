import { TimeSlice } from '../clock/index.ts';
import type { FileSystem } from './file-system.ts';

const blockBytes = 1024 * 1024;

export interface ReadBlocksOptions {
  readonly signal?: AbortSignal | undefined;
  /** How much of the beginning is read; all of it when not given. */
  readonly maxBytes?: number;
}

/**
 * Reads a file in blocks of at most 1 MiB, leaving the event loop free. A block is only valid until `take` returns. Rejects with
 * the error of the system, with what `take` throws, or with the signal's reason.
 */
export async function readBlocks(
  fileSystem: FileSystem,
  path: string,
  take: (block: Buffer) => void,
  { signal, maxBytes = Number.POSITIVE_INFINITY }: ReadBlocksOptions = {},
): Promise<void> {
  const slice = new TimeSlice();
  const descriptor = fileSystem.open(path, 'read');
  try {
    const { sizeBytes } = fileSystem.statDescriptor(descriptor);
    const block = Buffer.allocUnsafe(Math.max(1, Math.min(sizeBytes, maxBytes, blockBytes)));
    for (let position = 0; position < maxBytes; ) {
      const wanted = block.subarray(0, Math.min(block.byteLength, maxBytes - position));
      const readBytes = fileSystem.read(descriptor, wanted, position);
      if (readBytes === 0) return;
      take(wanted.subarray(0, readBytes));
      position += readBytes;
      await slice.pause(signal);
    }
  } finally {
    fileSystem.close(descriptor);
  }
}
