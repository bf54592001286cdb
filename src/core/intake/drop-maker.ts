import { join } from 'node:path';
import type { Clock, Random } from '../clock/index.ts';
import type { FileStat } from '../files/index.ts';
import { decodeText } from './decode.ts';
import { contentsCharacters, type Drop } from './drop.ts';
import { extensionOf, priorityOf, taskIdFor } from './names.ts';
import type { ReadResult } from './read-file.ts';

/** A task id promised in the ledger before a crash, to be kept. */
export interface Promised {
  readonly taskId: string;
  readonly sha256: string;
  readonly supersedes: string | undefined;
}

/** Makes a drop of what was read, or says why it cannot be one. */
export async function makeDrop(
  dependencies: {
    readonly clock: Clock;
    readonly random: Random;
    readonly exists: (taskId: string) => boolean;
  },
  inbox: string,
  name: string,
  stat: FileStat,
  read: Extract<ReadResult, { kind: 'read' }>,
  former: { readonly promised: Promised | undefined; readonly supersedes: string | undefined },
): Promise<Drop | { readonly refused: string }> {
  const decoded = await decodeText(read.bytes, read.complete);
  if (decoded.kind === 'binary') return { refused: decoded.reason };
  const { text, encoding } = decoded;
  const contents = beginning(text, contentsCharacters);
  const createdMs = dependencies.clock.now();
  const promised = former.promised?.sha256 === read.sha256 ? former.promised : undefined;
  const supersedes = promised?.supersedes ?? former.supersedes;
  return {
    taskId: promised?.taskId ?? freshId(dependencies, name, createdMs),
    createdAt: new Date(createdMs).toISOString(),
    priority: priorityOf(name),
    context: {
      file_name: name,
      file_path: join(inbox, name),
      file_size_bytes: stat.sizeBytes,
      file_modified: stat.modifiedMs / 1000,
      file_extension: extensionOf(name),
      contents,
      truncated: !read.complete || contents.length < text.length,
      sha256: read.sha256,
      encoding,
    },
    ...(read.complete && contents.length < text.length ? { fullText: text } : {}),
    textComplete: read.complete,
    empty: text.trim() === '',
    retaken: promised !== undefined,
    ...(supersedes === undefined ? {} : { supersedes }),
  };
}

function freshId(
  dependencies: { readonly random: Random; readonly exists: (taskId: string) => boolean },
  name: string,
  createdMs: number,
): string {
  for (;;) {
    const taskId = taskIdFor(name, createdMs, dependencies.random.hex(3));
    if (!dependencies.exists(taskId)) return taskId;
  }
}

/** At most `characters` UTF-16 units; a pair is never cut in half. */
function beginning(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const last = text.charCodeAt(characters - 1);
  const cutsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, cutsPair ? characters - 1 : characters);
}
