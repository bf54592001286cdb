import { join } from 'node:path';
import { z } from 'zod';
import { type BackupPart, backupPartSchema } from '../../../shared/backup.ts';
import { EmployeeError } from '../../../shared/errors.ts';
import { readJson } from '../../../shared/json.ts';
import { type Files, fileDigest } from '../../files/index.ts';

const stagedFileSchema = z.strictObject({
  part: backupPartSchema,
  /** In the archive, such as `obsidian_vault/Notes/a.md`. */
  path: z.string(),
  size: z.number(),
  /** Hex. */
  sha256: z.string(),
});

/** A file that lies ready to go live. */
export type StagedFile = Readonly<z.infer<typeof stagedFileSchema>>;

/** The folder of each part in an archive, and below `new/` of a work folder. */
export const partFolders = {
  vault: 'obsidian_vault',
  audit: 'audit_logs',
  queue: 'task_queue',
  settings: 'config',
} as const satisfies Record<BackupPart, string>;

/** The effects journal: it says what was done, and belongs to the queue. */
export const effectsPath = 'config/effects.jsonl';
/** Full texts of waiting tasks: they belong to the queue too. */
export const textsPrefix = 'config/texts/';
/** What comes back of the settings. */
export const settingsPaths: readonly string[] = ['config/settings.json', 'config/mcp.json'];

const dayPattern = /^audit_logs\/audit_\d{4}-\d{2}-\d{2}\.jsonl$/;

/** The part a file of an archive belongs to; `undefined` for what no restore brings back. */
export function partOf(path: string): BackupPart | undefined {
  if (path.startsWith(`${partFolders.vault}/`)) return 'vault';
  if (dayPattern.test(path)) return 'audit';
  if (path === effectsPath || path.startsWith(textsPrefix)) return 'queue';
  if (path.startsWith(`${partFolders.queue}/`)) return 'queue';
  return settingsPaths.includes(path) ? 'settings' : undefined;
}

/** `Notes/a.md` of `obsidian_vault/Notes/a.md`. */
export function pathInPart(path: string): string {
  return path.slice(path.indexOf('/') + 1);
}

/** Where a staged file lies; `work` is that of its ground. */
export function stagedPath(work: string, path: string): string {
  return join(work, 'new', path);
}

/** The list of what is staged, durable before the journal says so. */
export async function writeStagedFiles(
  files: Files,
  path: string,
  staged: readonly StagedFile[],
): Promise<void> {
  await files.remove(path);
  await files.createBy(path, async (write) => {
    for (const file of staged) write(Buffer.from(`${JSON.stringify(file)}\n`));
    write(Buffer.from(`${staged.length}\n`));
  });
}

/** Throws `integrity` when the list is not whole. */
export function readStagedFiles(files: Files, path: string): readonly StagedFile[] {
  const lines = (files.readText(path) ?? '').split('\n');
  const staged = lines
    .slice(0, -2)
    .map((line) => readJson(stagedFileSchema, line))
    .filter((file) => file !== undefined);
  if (staged.length === Number(lines.at(-2) || Number.NaN)) return staged;
  throw damaged(path, 'the list of staged files is not whole');
}

/** Reads every staged file again. Throws `integrity` for one that is not as it is in the archive. */
export async function verifyStaged(
  files: Files,
  staged: readonly StagedFile[],
  workOf: (part: BackupPart) => string,
  options: { readonly signal?: AbortSignal | undefined; readonly done?: (files: number) => void } = {},
): Promise<void> {
  for (const [index, file] of staged.entries()) {
    const path = stagedPath(workOf(file.part), file.path);
    if ((await fileDigest(files, path, options.signal)) !== file.sha256)
      throw damaged(path, 'what was written there is not what the archive holds');
    if (index % 64 === 63) options.done?.(index + 1);
  }
}

function damaged(path: string, why: string): EmployeeError {
  return new EmployeeError('integrity', {
    what: `cannot restore from ${path}`,
    why,
    hint: 'Nothing live was changed; check the disk and try again',
  });
}
