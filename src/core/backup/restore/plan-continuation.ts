import { basename, join } from 'node:path';
import { EmployeeError } from '../../../shared/errors.ts';
import {
  type AuditVerification,
  headFileNames,
  listDayFiles,
  verifyTrail,
  writeHeadOf,
} from '../../audit/index.ts';
import { type Files, fileDigest } from '../../files/index.ts';
import type { PartPlan } from './part-plan.ts';
import { type StagedFile, stagedPath } from './staged-files.ts';
import type { Replacement } from './swap-list.ts';

export interface ContinuationInput {
  readonly files: Files;
  readonly work: string;
  readonly id: string;
  /** Every day of the archive. */
  readonly staged: readonly StagedFile[];
  readonly auditLogs: string;
  /** `.employee` of the workspace. */
  readonly headFolder: string;
  readonly legacyKey: string | undefined;
}

/**
 * The archive's trail takes the place of the short one of this workspace, to be continued as a new epoch by the next opening.
 * What this workspace recorded so far stays in `.employee/former-trails/`. Throws `integrity` for a trail that is not sound.
 */
export async function planContinuation(input: ContinuationInput): Promise<PartPlan> {
  const { files, staged, auditLogs, headFolder } = input;
  await writeStagedHead(input);
  const former = join(headFolder, 'former-trails', input.id);
  await files.ensureFolder(former);
  const steps: Replacement[] = [];
  const replace = (live: string, ready: string | null, sha256: string | null) => {
    const kept = files.exists(live) ? join(former, basename(live)) : null;
    if (ready === null && kept === null) return;
    steps.push({ kind: 'replace', part: 'audit', live, staged: ready, kept, sha256 });
  };
  const archived = new Map(staged.map((file) => [basename(file.path), file]));
  for (const name of listDayFiles(files, auditLogs))
    if (!archived.has(name)) replace(join(auditLogs, name), null, null);
  for (const [name, file] of archived)
    replace(join(auditLogs, name), stagedPath(input.work, file.path), file.sha256);
  for (const name of headFileNames) {
    const ready = join(stagedHeadFolder(input.work), name);
    const sha256 = await fileDigest(files, ready);
    replace(join(headFolder, name), sha256 === undefined ? null : ready, sha256 ?? null);
  }
  const report = {
    part: 'audit' as const,
    added: archived.size,
    changed: 0,
    removed: 0,
    kept: 0,
    notes: [
      'The trail of the archive goes on here as a new epoch',
      `What this workspace had recorded itself lies in .employee/former-trails/${input.id}`,
    ],
  };
  return { steps, report };
}

/** Throws `integrity` when the staged trail could not be continued. */
export async function checkContinuation(input: ContinuationInput): Promise<void> {
  await writeStagedHead(input);
}

async function writeStagedHead({ files, work, legacyKey }: ContinuationInput): Promise<void> {
  const folder = join(work, 'new', 'audit_logs');
  const headFolder = stagedHeadFolder(work);
  for (const name of headFileNames) await files.remove(join(headFolder, name));
  // Without a head only that is missing: whose trail it is can be read all the same.
  const { epochs } = await verifyTrail({ files, folder, headFolder, legacyKey });
  const install = epochs.at(-1)?.install;
  const head = install && (await writeHeadOf(files, { folder, headFolder, install }));
  if (!head) throw cannotContinue('it has no trail that could be continued');
  const problem = whyUnsound(await verifyTrail({ files, folder, headFolder, legacyKey }));
  if (problem) throw cannotContinue(problem);
}

function whyUnsound({ integrity, invalid_details: [first] }: AuditVerification): string | undefined {
  if (integrity === 'OK') return undefined;
  return first ? `${first.file}: ${first.reason}` : 'it does not verify';
}

function stagedHeadFolder(work: string): string {
  return join(work, 'new', 'ready', 'head');
}

function cannotContinue(why: string): EmployeeError {
  return new EmployeeError('integrity', {
    what: 'cannot continue the trail of the archive',
    why,
    hint: 'Restore the other parts without the trail, or take another archive',
  });
}
