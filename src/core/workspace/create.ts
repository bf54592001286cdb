import { EmployeeError } from '../../shared/errors.ts';
import { type Clock, type Random, timestamp } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import { isFolder, kindBehindLinks } from './folders.ts';
import { type Creation, readCreation, readInstallation } from './installation.ts';
import type { WorkspacePaths } from './paths.ts';
import { refuseSourceCheckout } from './resolve.ts';
import { copyTemplate, type TemplateFolder } from './template.ts';

export type { TemplateFolder } from './template.ts';

export interface CreateOptions {
  readonly files: Files;
  readonly paths: WorkspacePaths;
  readonly templateFolders: readonly TemplateFolder[];
  readonly random: Random;
  readonly clock: Clock;
}

/** What was found and done. */
export interface CreateResult {
  /** `adopted`: files of the original Python system, or of a person, were there before the employee. */
  readonly kind: 'created' | 'adopted' | 'existing';
  readonly installId: string;
  /** Files that came from the template, relative to the workspace. */
  readonly copied: readonly string[];
}

/**
 * Makes the folder a workspace: adds what is missing, never changes or removes what is there. A kill at any point
 * leaves a workspace that the next call completes. An existing one gets back only folders, never template files: what a
 * person deleted stays deleted. Throws `invalid_input` when something that is no folder stands in the way, `io` and `no_space`.
 */
export async function createOrAdopt(options: CreateOptions): Promise<CreateResult> {
  const { files, paths } = options;
  refuseSourceCheckout(files, paths.root);
  await ensureFolder(files, paths.root);
  const installed = readInstallation(files, paths);
  if (installed) {
    await files.remove(paths.internal.creation);
    await ensureFolders(files, paths);
    return { kind: 'existing', installId: installed.install_id, copied: [] };
  }
  const creation = readCreation(files, paths) ?? (await begin(options));
  await ensureFolders(files, paths);
  const copied = await copyTemplate(files, paths, options.templateFolders);
  const installation = {
    install_id: creation.install_id,
    created_at: timestamp(options.clock),
    schema: 1,
  };
  await files.create(paths.internal.installation, `${JSON.stringify(installation, null, 2)}\n`);
  await files.remove(paths.internal.creation);
  return { kind: creation.kind, installId: creation.install_id, copied };
}

/** The first durable step: after it, a half-made workspace is known as one, and what it was before stays known. */
async function begin({ files, paths, random }: CreateOptions): Promise<Creation> {
  const held = [paths.queue.root, paths.auditLogs, paths.vault.root].some((folder) => files.exists(folder));
  const creation: Creation = { install_id: random.hex(16), kind: held ? 'adopted' : 'created' };
  await ensureFolder(files, paths.internal.root);
  await files.write(paths.internal.creation, `${JSON.stringify(creation)}\n`);
  return creation;
}

async function ensureFolders(files: Files, paths: WorkspacePaths): Promise<void> {
  const { vault, queue } = paths;
  const folders = [
    paths.internal.root,
    ...[queue.inbox, queue.pending, queue.approvals, queue.completed, queue.quarantine],
    ...[vault.root, vault.skills, vault.tasks, vault.notes, vault.drafts, vault.briefings, vault.incidents],
    ...[paths.auditLogs, paths.logs.root, paths.logs.archive, paths.backups],
  ];
  for (const folder of folders) await ensureFolder(files, folder);
  // A renamed inbox is how a person pauses intake: making a new one would resume it.
  if (!files.exists(paths.watchInboxDisabled)) await ensureFolder(files, paths.watchInbox);
}

async function ensureFolder(files: Files, folder: string): Promise<void> {
  if (isFolder(files, folder)) return;
  const obstacle = kindBehindLinks(files, folder);
  if (obstacle === undefined && !files.exists(folder)) await files.ensureFolder(folder);
  if (isFolder(files, folder)) return;
  throw new EmployeeError('invalid_input', {
    what: `cannot use ${folder} as a folder`,
    why:
      obstacle === undefined
        ? 'it is a link that leads nowhere'
        : 'something that is not a folder has that name',
    hint: 'Move it away or choose another workspace folder',
  });
}
