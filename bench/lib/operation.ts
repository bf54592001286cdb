/** One call into the file system that changes something or waits for the disk, as it can be played again. */
export type Operation =
  | ['open', path: string, flags: 'create' | 'append' | 'folder', descriptor: number]
  | ['write', descriptor: number, sizeBytes: number, position: number]
  | ['truncate', descriptor: number, sizeBytes: number]
  | ['sync', descriptor: number]
  | ['close', descriptor: number]
  | ['rename', from: string, to: string]
  | ['unlink', path: string]
  | ['makeFolder', path: string]
  | ['removeFolder', path: string];
