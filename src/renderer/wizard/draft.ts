import type { BackupPart } from '../../shared/backup.ts';
import type { ChannelParams, ChannelResult } from '../../shared/ipc/contract.ts';

export type Inspection = ChannelResult<'restore.inspect'>;
export type PartDifference = Inspection['parts'][number];
export type DifferenceRow = ChannelResult<'restore.differences'>['rows'][number];

/** Steps a person goes through before a restore begins. */
export const draftSteps = ['choose', 'inspect', 'select', 'confirm'] as const;
export type DraftStep = (typeof draftSteps)[number];

/** Most files that one restore takes singly. */
export const maxFiles = 10_000;

/** A file that is to be put back by itself. */
export interface MarkedFile {
  readonly part: BackupPart;
  /** `changed`: there is one here now, which the safety backup keeps. */
  readonly kind: DifferenceRow['kind'];
}

/** What the person has chosen so far. */
export interface Draft {
  readonly step: DraftStep;
  /** Name or path; `undefined`: none yet. */
  readonly archive: string | undefined;
  readonly scope: 'parts' | 'files';
  /** `undefined`: those that a restore usually takes. */
  readonly parts: readonly BackupPart[] | undefined;
  /** Marked files by their path in the archive. */
  readonly files: ReadonlyMap<string, MarkedFile>;
  readonly continueTrail: boolean;
}

export const emptyDraft: Draft = {
  step: 'choose',
  archive: undefined,
  scope: 'parts',
  parts: undefined,
  files: new Map(),
  continueTrail: false,
};

const usual: readonly BackupPart[] = ['vault', 'audit'];

/** Whether a part can be restored from this archive. */
export function isRestorable(inspection: Inspection, part: BackupPart): boolean {
  return (
    inspection.parts.some((found) => found.part === part) && (part !== 'audit' || !isForeign(inspection))
  );
}

/** Its trail is another install's and cannot go on here either. */
export function isForeign({ history, can_continue_trail }: Inspection): boolean {
  return history === 'foreign' && !can_continue_trail;
}

/** The whole parts that are chosen: by the person, or else the usual ones that the archive has. */
export function chosenParts(
  { parts = usual, continueTrail }: Draft,
  inspection: Inspection,
): readonly BackupPart[] {
  const needsYes = inspection.history === 'foreign' && !continueTrail;
  return parts.filter((part) => isRestorable(inspection, part) && !(part === 'audit' && needsYes));
}

/** Whether there is anything to restore. */
export function isComplete(draft: Draft, inspection: Inspection): boolean {
  return draft.scope === 'files' ? draft.files.size > 0 : chosenParts(draft, inspection).length > 0;
}

/** What the draft comes down to, for the employee. */
export function startParams(draft: Draft, inspection: Inspection): ChannelParams<'restore.start'> {
  const isWhole = draft.scope === 'parts';
  return {
    archive: inspection.archive,
    parts: isWhole
      ? [...chosenParts(draft, inspection)]
      : [...new Set([...draft.files.values()].map(({ part }) => part))],
    ...(isWhole ? {} : { paths: [...draft.files.keys()] }),
    continue_trail: draft.continueTrail,
    digest: inspection.digest,
  };
}

/**
 * What takes a restore back: the same files from the safety backup, where that has each of them, else the same parts
 * whole.
 */
export function undoDraft(draft: Draft, safetyBackup: string, parts: readonly BackupPart[]): Draft {
  const { scope, files } = draft;
  const sameFiles = scope === 'files' && [...files.values()].every(({ kind }) => kind === 'changed');
  const undo = { ...emptyDraft, step: 'confirm', archive: safetyBackup } as const;
  return sameFiles ? { ...undo, scope, files } : { ...undo, parts };
}
