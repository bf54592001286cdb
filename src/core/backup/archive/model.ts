/** Any value JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** What goes into a new archive and how it is described. Plain data: it is handed to another process. */
export interface ArchivePlan {
  /** Absolute, ends in `.partial`, on the disk where the archive will stay. Nothing may be there yet. */
  readonly partialPath: string;
  readonly sources: readonly ArchiveSource[];
  /**
   * Head of `backup_metadata.json`, at least `backup_version` and `backup_timestamp`. The writer appends the counts,
   * `unreadable` and `files`.
   */
  readonly metadata: Readonly<Record<string, JsonValue>>;
  /** Counts to be written into the metadata by name, such as `vault_files`. */
  readonly counts: Readonly<Record<string, CountRule>>;
  /** Everything else on the machine goes before it. */
  readonly lowPriority?: boolean;
  /** What is likely to be found, from the backup before: for the time left until the walk has seen everything. */
  readonly expected?: Amount;
}

/** A file is counted when its path in the archive begins and ends so. */
export interface CountRule {
  readonly prefix: string;
  readonly suffix?: string;
}

/**
 * Something to be archived; a missing tree or file is reported as unreadable. Paths in the archive use `/`. Symbolic
 * links, devices, pipes and sockets are never followed, and reported.
 */
export type ArchiveSource =
  | {
      readonly kind: 'tree';
      /** Where it goes, such as `obsidian_vault/`. */
      readonly prefix: string;
      /** Absolute. Walked by the writer itself; a missing folder is an empty one when `optional`. */
      readonly folder: string;
      /**
       * What is left out, silently. With a `/` a path from `folder` on (`/Dashboard.md`, `a/b`), else a name in every
       * folder; `*` at either end of a name stands for anything (`.tmp-*`).
       */
      readonly except: readonly string[];
      /** Left out like `except`, and reported. */
      readonly secret?: readonly string[];
      readonly optional?: boolean;
    }
  | {
      readonly kind: 'file';
      readonly path: string;
      /** Absolute. */
      readonly source: string;
      /** Only so many bytes from the beginning: the part of an append-only log that belongs to the snapshot. */
      readonly firstBytes?: number;
    }
  | {
      /** Files of one folder, by their names at a moment: what came since is left out, what went is reported. */
      readonly kind: 'list';
      readonly prefix: string;
      /** Absolute. */
      readonly folder: string;
      /** Absolute path of a file with the names, each ended by a NUL. */
      readonly names: string;
      /** Absolute path of a folder where what went meanwhile is looked for. */
      readonly orElse?: string;
    }
  | { readonly kind: 'text'; readonly path: string; readonly text: string; readonly modifiedMs: number };

export interface Amount {
  readonly files: number;
  readonly bytes: number;
}

/** Something that could not be taken, by its path in the archive. */
export interface Problem {
  /** `null`: the archive as a whole. */
  readonly path: string | null;
  /** For a person, without a full stop. */
  readonly reason: string;
}

export interface CreatedArchive extends Amount {
  readonly sizeBytes: number;
  readonly counts: Readonly<Record<string, number>>;
  /** What is missing in the archive; its metadata names them too. */
  readonly unreadable: readonly Problem[];
  readonly digest: string;
}

/** How far it has come. Bytes are those of the files' contents. */
export interface ArchiveProgress {
  readonly step: 'writing' | 'reading_back' | 'verifying' | 'extracting';
  readonly done: Amount;
  /** `null`: not known yet. */
  readonly total: Amount | null;
}

export interface ArchiveWorkOptions {
  /** Aborting ends the work at once and gives its space back; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** At most ten times a second. */
  readonly onProgress?: (progress: ArchiveProgress) => void;
}

/** `original`: made by the Python system, version 1.0.0, without hashes. */
export type ArchiveOrigin = 'employee' | 'original';

export interface VerifiedArchive extends Amount {
  readonly ok: boolean;
  readonly origin: ArchiveOrigin | 'unknown';
  /** Files whose SHA-256 was compared. */
  readonly hashedFiles: number;
  /** At most 100 of them; `problemCount` counts all. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** `null`: its structure could not be read. */
  readonly digest: string | null;
}

/** One thing in an archive, its path as version 2.0.0 lays archives out (the original's top folder is gone). */
export interface ArchiveEntry {
  readonly path: string;
  /** Folders appear only when they are empty, in the original's archives also otherwise; no `/` at the end. */
  readonly kind: 'file' | 'folder';
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Hex; `null` in archives that have no hashes, and for folders and the metadata itself. */
  readonly sha256: string | null;
  readonly executable: boolean;
}

/** What to extract and where to put it, relative to the destination. */
export interface ExtractRule {
  /** A path in the archive, or with a `/` at its end everything below it. */
  readonly from: string;
  /** A relative path; with a `/` at its end when `from` has one. `''`: the destination itself. */
  readonly to: string;
}

export interface ExtractRequest {
  /** Absolute path of the archive. */
  readonly archive: string;
  /** An existing, empty folder; it is for the caller to remove it after a failure. */
  readonly destination: string;
  /** The first one that fits counts. What fits none stays in the archive. */
  readonly rules: readonly ExtractRule[];
  /** Of `open`: refused with `conflict` when the archive has become another one. */
  readonly digest?: string;
}
