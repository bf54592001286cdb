import { join } from 'node:path';
import { z } from 'zod';
import { backupPartSchema } from '../../../shared/backup.ts';
import { restoreReportSchema } from '../../../shared/commands/restore.ts';
import { EmployeeError } from '../../../shared/errors.ts';
import { readJson } from '../../../shared/json.ts';
import type { Files } from '../../files/index.ts';

/** Folders that hold what is about to go live and what is about to be replaced, on the disk of the live ones. */
const groundSchema = z.object({
  /** The live folder, with every link resolved. Absolute. */
  live: z.string(),
  /** Holds `new/` and `old/`; nobody else's. Absolute. */
  work: z.string(),
});

const journalSchema = z.object({
  schema: z.literal(1),
  id: z.string().regex(/^[0-9a-z-]{1,80}$/),
  /** Real path of the workspace: a copied or moved one must not act on the places of the former. */
  root: z.string(),
  /** Name or path. */
  archive: z.string(),
  parts: z.array(backupPartSchema).min(1),
  /** Archive paths; `null`: the parts whole. */
  paths: z.array(z.string()).nullable(),
  continue_trail: z.boolean(),
  started_at: z.string(),
  safety_backup: z.string().nullable(),
  /** When the safety backup began, in milliseconds since the epoch: what a person changed since then is kept. */
  safety_started_ms: z.number(),
  /** What the safety backup could not take, by its path in the archive: the swap must not lose it. */
  not_in_safety: z.array(z.string()),
  grounds: z.object({ workspace: groundSchema, vault: groundSchema.nullable() }),
  /**
   * `staging`, `staged`: nothing live was touched, the next start removes it · `committed`: the swap is certain to be
   * tried · `swapping`, `rolling_back`: renames are under way, by the list · `ended`: what follows is the report and the
   * removal of what is left.
   */
  state: z.enum(['staging', 'staged', 'committed', 'swapping', 'rolling_back', 'ended']),
  /** Whether the vault is swapped file by file, because the system refuses to rename its folder; `next`: once that is undone. */
  file_by_file: z.enum(['no', 'next', 'yes']),
  /** When the renames began; `null`: not yet. */
  swap_started_ms: z.number().nullable(),
  /** Why it is rolled back. */
  problem: z.string().nullable(),
  /** Once it has ended. */
  report: restoreReportSchema.nullable(),
  /** Tasks whose waiting requests of the archive are void: they are asked about again. */
  asked_again: z.array(z.string()),
  /** Hex SHA-256 of each day that came into the trail, by name: sealed in it. */
  sealed: z.record(z.string(), z.string()),
});

/** What a restore is up to, durable before each of its steps. The same code reads it after a kill and after a stop. */
export type RestoreJournal = Readonly<z.infer<typeof journalSchema>>;
export type Ground = Readonly<z.infer<typeof groundSchema>>;

/** `.employee/restore/` of a workspace. */
export class RestoreFolder {
  readonly path: string;
  readonly #files: Files;

  constructor(files: Files, internalFolder: string) {
    this.#files = files;
    this.path = join(internalFolder, 'restore');
  }

  /** Folder of one restore. */
  of(id: string): string {
    return join(this.path, id);
  }

  /** `undefined` when no restore is under way. Throws `integrity` when the journal is not one of this version. */
  readJournal(): RestoreJournal | undefined {
    const text = this.#files.readText(this.#journal);
    if (text === undefined) return undefined;
    const journal = readJson(journalSchema, text);
    if (journal) return journal;
    throw new EmployeeError('integrity', {
      what: `cannot go on with the restore in ${this.path}`,
      why: 'its journal is not what this version wrote',
      hint: 'Start the version that began it; what was live lies in a folder "old" beside the journal',
    });
  }

  async writeJournal(journal: RestoreJournal): Promise<void> {
    await this.#files.ensureFolder(this.path);
    await this.#files.write(this.#journal, `${JSON.stringify(journal, null, 1)}\n`);
  }

  async removeJournal(): Promise<void> {
    await this.#files.remove(this.#journal, 'now');
  }

  /** Of the last restore that ended. */
  readReport(): z.infer<typeof restoreReportSchema> | null {
    const text = this.#files.readText(this.#report);
    return (text === undefined ? undefined : readJson(restoreReportSchema, text)) ?? null;
  }

  async writeReport(report: z.infer<typeof restoreReportSchema>): Promise<void> {
    await this.#files.ensureFolder(this.path);
    await this.#files.write(this.#report, `${JSON.stringify(report, null, 1)}\n`);
  }

  get #journal(): string {
    return join(this.path, 'journal.json');
  }

  get #report(): string {
    return join(this.path, 'last-report.json');
  }
}
