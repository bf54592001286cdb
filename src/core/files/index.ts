/**
 * Durable files: the only code of the employee that writes, renames, fsyncs or unlinks, but for the service logs.
 *
 * A change is: write a temporary file in the destination folder → check the byte count → fsync → rename →
 * fsync the folder. What may be synced later or not at all, and why, is in docs/adr/0003-durable-files.md.
 */
export type { AppendLog } from './append-log.ts';
export { withExclusive } from './exclusive.ts';
export {
  type Closable,
  type FileStat,
  type FileSystem,
  type FolderReader,
  NodeFileSystem,
  type OpenFlags,
} from './file-system.ts';
export { Files } from './files.ts';
export type { InPlaceFile } from './in-place-file.ts';
export { ioError } from './io-error.ts';
export { readBlocks } from './read-blocks.ts';
export { isInside } from './safe-path.ts';
export { Scratch } from './scratch.ts';
export type { Slots } from './slots.ts';
export { fileDigest, removeEmptyFolder, removeTree, syncTree, type TreeEntry, walkTree } from './trees.ts';
