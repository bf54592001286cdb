import { diffArrays } from 'diff';

const contextLines = 3;
const mostLines = 4_000;
const mostEdits = 4_000;
const longestMs = 2_000;

/** `added`: the restore brings it · `removed`: the restore takes it away · `gap`: equal lines are left out. */
export interface DifferenceLine {
  readonly kind: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
}

/** Text of a file that a person can read; `undefined` for anything else. */
export function asText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What a restore of `archived` would change in `live`, line by line; `undefined` when they are too different to say. */
export function lineDifference(live: string, archived: string): readonly DifferenceLine[] | undefined {
  const changes = diffArrays(linesOf(live), linesOf(archived), {
    maxEditLength: mostEdits,
    timeout: longestMs,
  });
  if (changes === undefined) return undefined;
  const lines: DifferenceLine[] = [];
  for (const [index, { value, added, removed }] of changes.entries()) {
    if (added || removed) for (const text of value) lines.push({ kind: added ? 'added' : 'removed', text });
    else lines.push(...withGap(value, { first: index === 0, last: index === changes.length - 1 }));
    if (lines.length > mostLines) return undefined;
  }
  return lines;
}

/** Equal lines, but only those near a change. */
function withGap(
  value: readonly string[],
  { first, last }: { readonly first: boolean; readonly last: boolean },
): readonly DifferenceLine[] {
  const before = first ? 0 : contextLines;
  const after = last ? 0 : contextLines;
  const same = value.map((text): DifferenceLine => ({ kind: 'same', text }));
  const left = same.length - before - after;
  if (left <= 1) return same;
  const gap: DifferenceLine = { kind: 'gap', text: `${left} equal lines` };
  return [...same.slice(0, before), gap, ...same.slice(same.length - after)];
}

function linesOf(text: string): string[] {
  if (text === '') return [];
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
