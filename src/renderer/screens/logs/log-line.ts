/** A line of a service log as it is kept here. */
export interface LogLine {
  /** Counts up while the screen is open: tells equal lines apart. */
  readonly id: number;
  readonly text: string;
}

/** Lines kept in memory; the files keep all. */
export const maxLines = 5_000;

/** The lines with new ones after them, and never more than are kept. */
export function withNewLines(lines: readonly LogLine[], texts: readonly string[]): readonly LogLine[] {
  const nextId = (lines.at(-1)?.id ?? -1) + 1;
  const added = texts.map((text, index) => ({ id: nextId + index, text }));
  return [...lines, ...added].slice(-maxLines);
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface LineParts {
  /** `undefined` where the line does not begin as ours do. */
  readonly time: string | undefined;
  readonly level: LogLevel | undefined;
  readonly rest: string;
}

const ours =
  /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)\S*\s+(?:- \S+ - )?(DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL)\b(?: -)?\s*(.*)$/s;
const levels: Readonly<Record<string, LogLevel>> = {
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  WARNING: 'warn',
  ERROR: 'error',
  CRITICAL: 'error',
};

/** A line taken apart; it stays whole where it is not as expected. Both our form and the original system's are known. */
export function partsOfLine(text: string): LineParts {
  const [, time, word, rest] = ours.exec(text) ?? [];
  if (time === undefined || word === undefined || rest === undefined) {
    return { time: undefined, level: undefined, rest: text };
  }
  return { time: time.replace('T', ' '), level: levels[word], rest };
}
