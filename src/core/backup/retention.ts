import { count } from '../../shared/count.ts';
import { localDay } from '../clock/index.ts';

const dayMs = 86_400_000;
/** A file may be this far ahead of the clock: zones, and clocks that are put right by a little. */
const aheadMs = dayMs;
/** Verified backups that have to follow a gap before anything from before it is removed. */
const daysAfterGap = 7;

/** What retention knows of one archive of the backups folder. */
export interface RetainedArchive {
  readonly name: string;
  /** Milliseconds since the epoch, as the archive says. */
  readonly createdMs: number;
  /** Read back whole against its manifest, and the file is still that one. */
  readonly verified: boolean;
  readonly safety: boolean;
  /** Whether this employee made it. What is not ours is never removed. */
  readonly ours: boolean;
  /** Position of its trail: tells the order in which backups were made, whatever the clock said. */
  readonly auditSeq: number;
}

/** For how many days backups are kept, and how many weekly, monthly and yearly ones beyond them. */
export interface RetentionSettings {
  readonly days: number;
  readonly weekly: number;
  readonly monthly: number;
  readonly yearly: number;
  /** Days that safety backups are kept. */
  readonly safetyDays: number;
}

export interface Retained {
  readonly name: string;
  /** In words for a person. */
  readonly reason: string;
}

/** What stays and what goes; every archive is in exactly one of them. */
export interface RetentionPlan {
  readonly keep: readonly Retained[];
  readonly remove: readonly Retained[];
}

/**
 * Decides which archives go. Changes nothing.
 *
 * Invariants, whatever the clock did: the newest verified backup stays, by its date and by its trail; only a verified one
 * stands in for another, so that failing backups never push out a good one. Age counts from the newest verified backup, not
 * from now: days without a backup keep what there is. What is dated in the future stays and counts for nothing, and what
 * lies before a gap that may be a jump of the clock stays until there are seven days of backups after it.
 */
export function planRetention(
  archives: readonly RetainedArchive[],
  settings: RetentionSettings,
  nowMs: number,
): RetentionPlan {
  const past = archives.filter(({ createdMs }) => createdMs <= nowMs + aheadMs);
  const regular = past.filter((archive) => archive.ours && !archive.safety && archive.verified);
  const kept = new Map<string, string>();
  const keep = (archive: RetainedArchive | undefined, reason: string) => {
    if (archive !== undefined && !kept.has(archive.name)) kept.set(archive.name, reason);
  };
  const everVerified = archives.filter((archive) => archive.ours && archive.verified && !archive.safety);
  keep(newest(regular, byDate), 'the newest verified backup');
  keep(newest(everVerified, byDate), 'the newest verified backup');
  keep(newest(everVerified, byTrail), 'the verified backup that was made last');
  keepSafety(archives, keep);
  for (const archive of archives) {
    if (!archive.ours) keep(archive, 'not made by this employee, or not readable');
    else if (!past.includes(archive)) keep(archive, 'dated in the future: the clock was or is wrong');
  }

  const newestMs = newest(regular, byDate)?.createdMs;
  const reference = newestMs === undefined ? undefined : Math.min(newestMs, nowMs);
  const ageDays = (archive: RetainedArchive) => ((reference ?? 0) - archive.createdMs) / dayMs;
  for (const archive of past) {
    const limit = archive.safety ? settings.safetyDays : settings.days;
    if (reference === undefined) keep(archive, 'there is no verified backup to stand in for it');
    else if (ageDays(archive) <= limit) keep(archive, `not older than ${count(limit, 'day')}`);
  }
  const older = regular.filter((archive) => ageDays(archive) > settings.days).sort(newestFirst);
  for (const archive of one(older, settings.weekly, weekOf)) keep(archive, 'the weekly backup');
  for (const archive of one(older, settings.monthly, monthOf)) keep(archive, 'the monthly backup');
  for (const archive of one(older, settings.yearly, yearOf)) keep(archive, 'the yearly backup');
  const gapEndMs = suspectedJump(regular, settings.days);
  if (gapEndMs !== undefined)
    for (const archive of past)
      if (archive.createdMs < gapEndMs) keep(archive, 'the clock may have jumped after it: kept for now');

  const remove = archives.filter(({ name }) => !kept.has(name)).sort(newestFirst);
  return {
    keep: archives.toSorted(newestFirst).flatMap(({ name }) => {
      const reason = kept.get(name);
      return reason === undefined ? [] : [{ name, reason }];
    }),
    remove: remove.map((archive) => ({ name: archive.name, reason: whyRemoved(archive, settings) })),
  };
}

function whyRemoved(archive: RetainedArchive, settings: RetentionSettings): string {
  if (archive.safety) return `a safety backup older than ${count(settings.safetyDays, 'day')}`;
  const age = `older than ${count(settings.days, 'day')}`;
  return archive.verified ? age : `${age}, and never verified`;
}

/** The newest safety backup is what undoes the last restore. */
function keepSafety(
  archives: readonly RetainedArchive[],
  keep: (archive: RetainedArchive | undefined, reason: string) => void,
): void {
  const safety = archives.filter((archive) => archive.safety);
  for (const order of [byDate, byTrail])
    keep(newest(safety, order), 'the newest safety backup: it undoes the last restore');
}

/**
 * The time of the backup after a gap so long that the clock may have jumped over it, as long as fewer than seven days of
 * verified backups follow: then that backup may be the one with the wrong date.
 */
function suspectedJump(verified: readonly RetainedArchive[], days: number): number | undefined {
  const longestMs = Math.max(3 * days, 90) * dayMs;
  const daysSeen = new Set<string>();
  let previous: RetainedArchive | undefined;
  for (const archive of verified.toSorted(newestFirst)) {
    if (previous && previous.createdMs - archive.createdMs > longestMs) return previous.createdMs;
    daysSeen.add(localDay(archive.createdMs));
    if (daysSeen.size >= daysAfterGap) return undefined;
    previous = archive;
  }
  return undefined;
}

/** The newest archive of each of the newest `most` periods that have one. */
function one(
  archives: readonly RetainedArchive[],
  most: number,
  periodOf: (date: Date) => string,
): readonly RetainedArchive[] {
  const newestOf = new Map<string, RetainedArchive>();
  for (const archive of archives) {
    const period = periodOf(new Date(archive.createdMs));
    if (!newestOf.has(period) && newestOf.size < most) newestOf.set(period, archive);
  }
  return [...newestOf.values()];
}

/** The local day on which the week began, Monday. */
function weekOf(date: Date): string {
  const monday = new Date(date.getFullYear(), date.getMonth(), date.getDate() - ((date.getDay() + 6) % 7));
  return localDay(monday.getTime());
}

function monthOf(date: Date): string {
  return `${date.getFullYear()}-${date.getMonth() + 1}`;
}

function yearOf(date: Date): string {
  return String(date.getFullYear());
}

type Order = (a: RetainedArchive, b: RetainedArchive) => number;

const byDate: Order = (a, b) => a.createdMs - b.createdMs || a.auditSeq - b.auditSeq;
const byTrail: Order = (a, b) => a.auditSeq - b.auditSeq || a.createdMs - b.createdMs;
const newestFirst: Order = (a, b) => byDate(b, a);

function newest(archives: readonly RetainedArchive[], order: Order): RetainedArchive | undefined {
  return archives.reduce<RetainedArchive | undefined>(
    (best, archive) => (best === undefined || order(archive, best) > 0 ? archive : best),
    undefined,
  );
}
