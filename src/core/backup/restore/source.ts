import type { ArchiveWorkOptions, ExtractRule } from '../archive/index.ts';

/** A file that can be restored, by its path in an archive of version 2.0.0, such as `obsidian_vault/Notes/a.md`. */
export interface SourceFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Hex; `null` where nothing vouches for the content. */
  readonly sha256: string | null;
}

/** What is restored from: an archive of ours or of the original system, or a live folder of the original system. */
export interface RestoreSource {
  /** Name or path, as the other commands take it. */
  readonly reference: string;
  readonly createdAt: string;
  readonly origin: 'employee' | 'original';
  readonly sizeBytes: number;
  readonly safety: boolean;
  /** Changes when the contents change. */
  readonly digest: string;
  /** Last entry of its trail; `undefined` where nothing says so. */
  readonly auditHead: { readonly seq: number; readonly hash: string } | undefined;
  /** Install that its trail belongs to. */
  readonly install: string | undefined;
  /** What is missing in it, in sentences. */
  readonly warnings: readonly string[];
  /** Files only; one after another, never all at once. */
  files(): Iterable<SourceFile>;
  find(path: string): SourceFile | undefined;
  /** Throws `not_found`, `invalid_input` (longer than `maxBytes`), `integrity`, `io`. */
  read(path: string, maxBytes: number): Promise<Buffer>;
  /** Reads everything. Throws `integrity` with the first thing that is wrong. */
  verify(options: ArchiveWorkOptions): Promise<void>;
  /** Puts what the rules choose below an empty folder and makes it durable. */
  extract(destination: string, rules: readonly ExtractRule[], options: ArchiveWorkOptions): Promise<void>;
  close(): void;
}
