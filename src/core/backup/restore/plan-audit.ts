import { hash } from 'node:crypto';
import { basename, join } from 'node:path';
import { count } from '../../../shared/count.ts';
import {
  type AuditVerification,
  brokenAtHead,
  headFileNames,
  verifyTrail,
  writeMovedHead,
} from '../../audit/index.ts';
import { type Files, fileDigest } from '../../files/index.ts';
import { KeptPlaces, type PartPlan } from './part-plan.ts';
import { RedirectedFileSystem } from './redirected-files.ts';
import { relate, repairedDay } from './repaired-day.ts';
import { type StagedFile, stagedPath } from './staged-files.ts';
import type { Replacement } from './swap-list.ts';

/** When all days together do not make the trail better, each is tried by itself, but not without end. */
const mostSingleTries = 60;

export interface AuditPlanInput {
  readonly files: Files;
  /** The same files through another file system. */
  readonly filesOver: (fileSystem: Files['fileSystem']) => Files;
  readonly work: string;
  /** Those of the trail. */
  readonly staged: readonly StagedFile[];
  readonly auditLogs: string;
  readonly headFolder: string;
  /** `AUDIT_SIGNING_KEY` of the original system. */
  readonly legacyKey: string | undefined;
}

interface Candidate {
  readonly name: string;
  readonly live: string;
  readonly ready: string;
  readonly sha256: string;
  readonly isNew: boolean;
}

/**
 * Days are put back where they are missing and repaired where they are damaged; none is rolled back. What is taken is what makes the
 * trail verify better than before, and nothing of it worse.
 */
export async function planAudit(input: AuditPlanInput): Promise<PartPlan> {
  const { candidates, kept } = await findCandidates(input);
  const accepted = candidates.length === 0 ? [] : await chooseDays(input, candidates);
  const places = new KeptPlaces(join(input.work, 'old', 'audit'));
  const steps = [...(await headSteps(input, accepted, places))];
  const days = accepted.map(
    ({ live, ready, sha256, isNew }): Replacement => ({
      kind: 'replace',
      part: 'audit',
      live,
      staged: ready,
      kept: isNew ? null : places.next(),
      sha256,
    }),
  );
  steps.push(...days);
  const added = accepted.filter(({ isNew }) => isNew);
  const refused = candidates.length - accepted.length;
  const notes = [
    'Nothing of the live trail was rolled back',
    ...(refused > 0
      ? [
          `Left out, because the live trail would not be better with it: ${count(refused, 'day')} of the archive`,
        ]
      : []),
  ];
  const changed = accepted.length - added.length;
  const report = {
    part: 'audit' as const,
    added: added.length,
    changed,
    removed: 0,
    kept: kept + refused,
    notes,
  };
  return { steps, report, sealed: Object.fromEntries(added.map(({ name, sha256 }) => [name, sha256])) };
}

async function findCandidates(
  input: AuditPlanInput,
): Promise<{ readonly candidates: readonly Candidate[]; readonly kept: number }> {
  const { files, work, auditLogs } = input;
  const candidates: Candidate[] = [];
  let kept = 0;
  for (const file of input.staged) {
    const name = basename(file.path);
    const live = join(auditLogs, name);
    const archived = files.read(stagedPath(work, file.path));
    if (archived === undefined) continue;
    const present = files.read(live);
    const relation = relate(archived, present);
    if (relation === 'missing')
      candidates.push({
        name,
        live,
        ready: stagedPath(work, file.path),
        sha256: file.sha256,
        isNew: true,
      });
    else if (relation === 'differs' && present) {
      const bytes = repairedDay(archived, present);
      const folder = join(work, 'new', 'ready', 'audit');
      await files.ensureFolder(folder);
      await files.write(join(folder, name), bytes);
      candidates.push({
        name,
        live,
        ready: join(folder, name),
        sha256: hash('sha256', bytes, 'hex'),
        isNew: false,
      });
    } else kept += 1;
  }
  return { candidates, kept };
}

async function chooseDays(
  input: AuditPlanInput,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const before = await view(input, []);
  if (isBetter(await view(input, candidates), before)) return candidates;
  let best = before;
  let accepted: readonly Candidate[] = [];
  for (const candidate of candidates.slice(0, mostSingleTries)) {
    const tried = [...accepted, candidate];
    const found = await view(input, tried);
    if (!isBetter(found, best)) continue;
    best = found;
    accepted = tried;
  }
  return accepted;
}

interface View {
  readonly report: AuditVerification;
  /** Whether opening the trail would find a break at its head. */
  readonly brokenAtHead: boolean;
}

/** The trail as it would be with these days. */
async function view(input: AuditPlanInput, days: readonly Candidate[]): Promise<View> {
  const { auditLogs: folder, headFolder, legacyKey } = input;
  const heads = await movedHeads(input, days);
  const instead = new Map([...days, ...heads].map(({ live, ready }) => [live, ready]));
  const files = input.filesOver(new RedirectedFileSystem(input.files.fileSystem, instead));
  const report = await verifyTrail({ files, folder, headFolder, legacyKey });
  return { report, brokenAtHead: brokenAtHead(files, folder, headFolder) !== undefined };
}

/** At least as good in every respect, and better in one. */
function isBetter(after: View, before: View): boolean {
  const defects = before.report.invalid_details.length - after.report.invalid_details.length;
  const entries = after.report.valid_entries - before.report.valid_entries;
  const legacy = after.report.legacy.valid - before.report.legacy.valid;
  if (defects < 0 || entries < 0 || legacy < 0) return false;
  if (after.brokenAtHead && !before.brokenAtHead) return false;
  return defects + entries + legacy > 0 || (before.brokenAtHead && !after.brokenAtHead);
}

/** The slots of the head, with the place its entry has among these days; none when it stays where it is. */
async function movedHeads(
  input: AuditPlanInput,
  days: readonly Candidate[],
): Promise<readonly { readonly live: string; readonly ready: string }[]> {
  const { files, auditLogs: folder, headFolder } = input;
  if (days.length === 0) return [];
  const into = join(input.work, 'new', 'ready', 'head');
  for (const name of headFileNames) await files.remove(join(into, name));
  const instead = new Map(days.map(({ live, ready }) => [live, ready]));
  const seen = input.filesOver(new RedirectedFileSystem(files.fileSystem, instead));
  if (!(await writeMovedHead(files, { seen, folder, headFolder, into }))) return [];
  return headFileNames.map((name) => ({ live: join(headFolder, name), ready: join(into, name) }));
}

/** Before those of the days, which they belong to. */
async function headSteps(
  input: AuditPlanInput,
  days: readonly Candidate[],
  places: KeptPlaces,
): Promise<readonly Replacement[]> {
  const { files } = input;
  const steps: Replacement[] = [];
  for (const { live, ready } of await movedHeads(input, days)) {
    const sha256 = await fileDigest(files, ready);
    const kept = files.exists(live) ? places.next() : null;
    if (sha256 === undefined && kept === null) continue;
    const staged = sha256 === undefined ? null : ready;
    steps.push({ kind: 'replace', part: 'audit', live, staged, kept, sha256: sha256 ?? null });
  }
  return steps;
}
