import { useMemo, useState } from 'react';
import type { LogLine } from './log-line.ts';

/** Where a text stands among the lines, and the steps from one place to the next. */
export function useFind(lines: readonly LogLine[]) {
  const [text, setText] = useState('');
  const [lineId, setLineId] = useState<number>();
  const found = useMemo(() => {
    const wanted = text.toLowerCase();
    if (wanted === '') return [];
    return lines.filter((line) => line.text.toLowerCase().includes(wanted)).map(({ id }) => id);
  }, [lines, text]);
  const position = lineId === undefined ? -1 : found.indexOf(lineId);
  const first = lines[0]?.id ?? 0;
  const step = (by: 1 | -1) => {
    if (found.length === 0) return;
    const start = by === 1 ? -1 : found.length;
    const next = (position === -1 ? start : position) + by;
    setLineId(found[(next + found.length) % found.length]);
  };
  return {
    text,
    setText: (next: string) => {
      setText(next);
      setLineId(undefined);
    },
    count: found.length,
    /** 0-based place the search stands at; -1: none yet. */
    position,
    /** Index of the line it stands at; -1: none. */
    line: position === -1 || lineId === undefined ? -1 : lineId - first,
    step,
  };
}
