import { lineHash, readMarks } from '../../audit/index.ts';

/** How an archived day stands to the live one of its name. */
export type DayRelation = 'missing' | 'same' | 'live_goes_on' | 'differs';

export function relate(archived: Buffer, live: Buffer | undefined): DayRelation {
  if (live === undefined) return 'missing';
  if (live.equals(archived)) return 'same';
  const isPrefix = live.length > archived.length && live.subarray(0, archived.length).equals(archived);
  return isPrefix ? 'live_goes_on' : 'differs';
}

/**
 * The archived day with those live entries behind it that are later than its last one, from the first that follows it where there
 * is one: entries between them may be lost for good. Whether it is better than what is live, a verification tells.
 */
export function repairedDay(archived: Buffer, live: Buffer): Buffer {
  const whole = archived.subarray(0, archived.lastIndexOf(10) + 1);
  const lastStart = whole.subarray(0, -1).lastIndexOf(10) + 1;
  const lastHash = lineHash(whole.subarray(lastStart, -1));
  const lastSeq = readMarks(whole, lastStart, whole.length - 1)?.seq ?? Number.POSITIVE_INFINITY;
  let later: number | undefined;
  for (let from = 0; from < live.length; ) {
    const end = live.indexOf(10, from);
    const to = end === -1 ? live.length : end;
    const marks = readMarks(live, from, to);
    if (marks?.prev === lastHash) return Buffer.concat([whole, live.subarray(from)]);
    if (marks !== undefined && marks.seq > lastSeq) later ??= from;
    from = to + 1;
  }
  return later === undefined ? archived : Buffer.concat([whole, live.subarray(later)]);
}
