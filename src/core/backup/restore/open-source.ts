import type { Files } from '../../files/index.ts';
import type { Archives } from '../archive/index.ts';
import type { ResolvedArchive } from '../catalogue.ts';
import { FolderSource } from './folder-source.ts';
import type { RestoreSource } from './source.ts';
import { ZipSource } from './zip-source.ts';

/** Opens an archive, or a live folder of the original system. Throws `integrity`, `not_found`, `io`. */
export function openSource(
  { files, archives }: { readonly files: Files; readonly archives: Archives },
  archive: ResolvedArchive,
  signal?: AbortSignal,
): Promise<RestoreSource> {
  return files.stat(archive.path)?.kind === 'folder'
    ? FolderSource.open(files, archive, signal)
    : ZipSource.open(archives, archive);
}
