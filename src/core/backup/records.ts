import { join } from 'node:path';
import { z } from 'zod';
import { archiveContentsSchema } from '../../shared/backup.ts';
import { readJson } from '../../shared/json.ts';
import type { FileStat, Files } from '../files/index.ts';

const checkedSchema = z.object({ at: z.string(), ok: z.boolean() });

const archiveRecordSchema = z.object({
  /** Size and time of the very file that this says something about. */
  size_bytes: z.number(),
  modified_ms: z.number(),
  created_at: z.string(),
  safety: z.boolean(),
  origin: z.enum(['employee', 'original', 'unknown']),
  contents: archiveContentsSchema.nullable(),
  audit_head: z.object({ seq: z.number(), hash: z.string() }).nullable(),
  problem: z.string().nullable(),
  /** When it was read back whole; `null`: never. */
  verified_at: z.string().nullable(),
});

const recordsSchema = z.object({
  schema: z.literal(1),
  archives: z.record(z.string(), archiveRecordSchema),
  /** What the newest backup held. */
  last_amount: z.object({ files: z.number(), bytes: z.number() }).nullable(),
  last_failure: z.object({ at: z.string(), message: z.string() }).nullable(),
  /** Since when every backup failed; `null`: the last one succeeded. */
  failing_since: z.string().nullable(),
  last_sample: checkedSchema.nullable(),
  last_full_check: checkedSchema.nullable(),
  last_rehearsal: checkedSchema.extend({ report_path: z.string() }).nullable(),
});

/** Where a workspace keeps it. */
export function backupRecordsPath(internalFolder: string): string {
  return join(internalFolder, 'backups.json');
}

/** What is known of one archive without opening it. */
export type ArchiveRecord = Readonly<z.infer<typeof archiveRecordSchema>>;

type Records = Readonly<z.infer<typeof recordsSchema>>;

const noRecords: Records = {
  schema: 1,
  archives: {},
  last_amount: null,
  last_failure: null,
  failing_since: null,
  last_sample: null,
  last_full_check: null,
  last_rehearsal: null,
};

/**
 * What was verified and when, and how backups fared: a small durable file in the workspace. Without it, or when it is damaged,
 * nothing counts as verified: nothing is removed then, and everything can be verified again.
 */
export class BackupRecords {
  readonly #files: Files;
  readonly #path: string;
  #records: Records;
  #writing = Promise.resolve();

  constructor(files: Files, path: string) {
    this.#files = files;
    this.#path = path;
    this.#records = readJson(recordsSchema, files.readText(path) ?? '') ?? noRecords;
  }

  get state(): Omit<Records, 'schema' | 'archives'> {
    return this.#records;
  }

  /** What is known of the archive if it is still the same file. */
  get(name: string, stat: FileStat): ArchiveRecord | undefined {
    const { archives } = this.#records;
    const record = Object.hasOwn(archives, name) ? archives[name] : undefined;
    const isSame = record?.size_bytes === stat.sizeBytes && record.modified_ms === stat.modifiedMs;
    return isSame ? record : undefined;
  }

  /** Resolves when it is durable. */
  put(name: string, record: ArchiveRecord): Promise<void> {
    return this.#change((records) => ({ ...records, archives: { ...records.archives, [name]: record } }));
  }

  /** Forgets archives that are not there any more. */
  forget(names: readonly string[]): Promise<void> {
    const gone = new Set(names);
    return this.#change((records) => ({
      ...records,
      archives: Object.fromEntries(Object.entries(records.archives).filter(([name]) => !gone.has(name))),
    }));
  }

  note(change: Partial<Omit<Records, 'schema' | 'archives'>>): Promise<void> {
    return this.#change((records) => ({ ...records, ...change }));
  }

  /** Names that something is recorded about. */
  get names(): readonly string[] {
    return Object.keys(this.#records.archives);
  }

  #change(change: (records: Records) => Records): Promise<void> {
    this.#records = change(this.#records);
    // One after the other, each with everything that was changed before it.
    const written = this.#writing
      .catch(() => undefined)
      .then(() => this.#files.write(this.#path, `${JSON.stringify(this.#records, null, 2)}\n`));
    this.#writing = written;
    return written;
  }
}
