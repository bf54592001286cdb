import { dirname, join } from 'node:path';
import type { BackupPart } from '../../../shared/backup.ts';
import { assertNever } from '../../../shared/errors.ts';
import { AuditReader } from '../../audit/index.ts';
import type { Files } from '../../files/index.ts';
import type { QueuePaths } from '../../queue/index.ts';
import { groundOf } from './grounds.ts';
import type { RestoreJournal } from './journal.ts';
import type { PartPlan } from './part-plan.ts';
import { planAudit } from './plan-audit.ts';
import { planContinuation } from './plan-continuation.ts';
import { planQueue } from './plan-queue.ts';
import { planSettings } from './plan-settings.ts';
import { planVault } from './plan-vault.ts';
import { partFolders, type StagedFile } from './staged-files.ts';
import type { SwapStep } from './swap-list.ts';
import { Unheld } from './unheld.ts';

/** The live places of a workspace, as far as a restore replaces them. Absolute. */
export interface RestorePlaces {
  /** With every link resolved. */
  readonly root: string;
  readonly internal: string;
  readonly vault: string;
  readonly auditLogs: string;
  readonly queue: QueuePaths;
  readonly settingsFile: string;
  readonly actionServers: string;
}

export interface PlanDependencies {
  readonly files: Files;
  /** The same files through another file system. */
  readonly filesOver: (fileSystem: Files['fileSystem']) => Files;
  readonly places: RestorePlaces;
  /** `AUDIT_SIGNING_KEY` of the original system. */
  readonly legacyKey: string | undefined;
}

/** Everything that is to be renamed, and what it comes to. Changes nothing live, and may be done again. */
export interface RestorePlan {
  readonly steps: readonly SwapStep[];
  readonly parts: readonly PartPlan[];
}

/** Works out the swap of all parts from what is staged and from what is live now that nothing changes any more. */
export async function planRestore(
  dependencies: PlanDependencies,
  journal: RestoreJournal,
  staged: readonly StagedFile[],
): Promise<RestorePlan> {
  const parts: PartPlan[] = [];
  for (const part of journal.parts) parts.push(await planPart(dependencies, journal, staged, part));
  const steps = parts.flatMap((plan) => plan.steps);
  await makeKeptFolders(dependencies.files, steps);
  return { steps: [...missingFolders(dependencies.files, steps), ...steps], parts };
}

function planPart(
  dependencies: PlanDependencies,
  journal: RestoreJournal,
  all: readonly StagedFile[],
  part: BackupPart,
): Promise<PartPlan> {
  const { files, filesOver, places, legacyKey } = dependencies;
  const ground = groundOf(journal, part);
  const { work } = ground;
  const staged = all.filter((file) => file.part === part);
  const { auditLogs, internal: headFolder } = places;
  switch (part) {
    case 'vault':
      return planVault({
        files,
        ground,
        staged,
        unheld: new Unheld(journal.not_in_safety),
        scope: journal.paths === null ? 'whole' : 'files',
        fileByFile: journal.file_by_file === 'yes' || work.startsWith(join(ground.live, '/')),
      });
    case 'audit':
      return journal.continue_trail
        ? planContinuation({ files, work, id: journal.id, staged, auditLogs, headFolder, legacyKey })
        : planAudit({ files, filesOver, work, staged, auditLogs, headFolder, legacyKey });
    case 'queue': {
      const folder = journal.continue_trail ? join(work, 'new', partFolders.audit) : auditLogs;
      const reader = new AuditReader({ files, folder, headFolder });
      return planQueue({
        files,
        work,
        staged,
        queue: places.queue,
        effectsFile: join(headFolder, 'effects.jsonl'),
        entriesOf: (taskId, sinceDay) => reader.findByTask(taskId, undefined, sinceDay),
      });
    }
    case 'settings':
      return planSettings({ files, work, staged, ...places });
    default:
      return assertNever(part);
  }
}

async function makeKeptFolders(files: Files, steps: readonly SwapStep[]): Promise<void> {
  const folders = new Set(
    steps.flatMap((step) => {
      if (step.kind === 'carry') return [dirname(step.aside)];
      return step.kind === 'replace' && step.kept !== null ? [dirname(step.kept)] : [];
    }),
  );
  for (const folder of folders) await files.ensureFolder(folder);
}

/** Folders that must be there for what comes, beside those the steps make themselves. */
function missingFolders(files: Files, steps: readonly SwapStep[]): readonly SwapStep[] {
  const made = new Set(steps.flatMap((step) => (step.kind === 'make_folder' ? [step.path] : [])));
  const needed = new Set(
    steps.flatMap((step) => (step.kind === 'replace' && step.staged !== null ? [dirname(step.live)] : [])),
  );
  return [...needed]
    .filter((folder) => !made.has(folder) && !files.exists(folder))
    .map((path) => ({ kind: 'make_folder', path }));
}
