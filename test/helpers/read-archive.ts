import { Archives, ownLauncher } from '../../src/core/backup/index.ts';

const maxBytes = 64 * 1024 * 1024;

/** What an archive says of itself, and the text of every file in it, by path. */
export interface ReadArchive {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly head: { readonly seq: number; readonly hash: string };
  readonly files: ReadonlyMap<string, string>;
}

/** Reads a whole archive, hashes checked. */
export async function readArchive(path: string): Promise<ReadArchive> {
  const archive = await new Archives(ownLauncher()).open(path);
  try {
    const files = new Map<string, string>();
    for (const { path: name, kind } of archive.entries())
      if (kind === 'file') files.set(name, (await archive.read(name, maxBytes)).toString('utf8'));
    return { metadata: archive.metadata, head: archive.metadata.audit_head ?? { seq: 0, hash: '' }, files };
  } finally {
    archive.close();
  }
}
