import { join } from 'node:path';
import { z } from 'zod';
import { utcDay } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import { dayOf, listDayFiles } from './day-files.ts';
import { scanLines } from './lines.ts';

export interface ExportOptions {
  readonly files: Files;
  /** `audit_logs` of the workspace. */
  readonly folder: string;
  /** `jsonl`: the lines byte by byte as they are · `csv`: RFC 4180. */
  readonly format: 'jsonl' | 'csv';
  /** Milliseconds since the epoch, inclusive. */
  readonly sinceMs?: number | undefined;
  /** Milliseconds since the epoch, exclusive. */
  readonly untilMs?: number | undefined;
  /** Receives the export piece by piece; the bytes are reused after it returns. */
  readonly write: (bytes: Uint8Array) => void;
  /** Awaited after each day: where the receiver is slower than the disk. */
  readonly dayWritten?: () => Promise<void>;
}

const columns = [
  'seq',
  'timestamp',
  'action',
  'task_id',
  'result',
  'details',
  'error',
  'prev',
  'signature',
] as const;

const lineSchema = z.record(z.string(), z.unknown());

/**
 * Hands over the trail, entries of the original system too, in the order of its files, without ever holding more than a
 * block of it. Returns the number of entries.
 */
export async function exportTrail(options: ExportOptions): Promise<number> {
  const { files, folder, format, sinceMs, untilMs, write, dayWritten } = options;
  const isBounded = sinceMs !== undefined || untilMs !== undefined;
  const sinceDay = sinceMs === undefined ? '' : utcDay(sinceMs);
  const untilDay = untilMs === undefined ? '9999-99-99' : utcDay(untilMs - 1);
  let entries = 0;
  if (format === 'csv') write(Buffer.from(`${columns.join(',')}\r\n`));
  const visitor = {
    line: (buffer: Buffer, from: number, to: number) => {
      if (to === from) return;
      const members = isBounded || format === 'csv' ? membersOf(buffer.subarray(from, to)) : undefined;
      if (isBounded && !isWithin(members?.timestamp, sinceMs, untilMs)) return;
      if (format === 'jsonl') write(buffer.subarray(from, to + 1));
      else if (members) write(Buffer.from(csvLine(members)));
      else return;
      entries += 1;
    },
    tooLong: () => undefined,
  };
  for (const name of listDayFiles(files, folder)) {
    if (dayOf(name) < sinceDay || dayOf(name) > untilDay) continue;
    await scanLines(files, join(folder, name), visitor, { blockBytes: 256 * 1024 });
    await dayWritten?.();
  }
  return entries;
}

function membersOf(line: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(line.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

function isWithin(
  timestamp: unknown,
  sinceMs = Number.NEGATIVE_INFINITY,
  untilMs = Number.POSITIVE_INFINITY,
): boolean {
  const atMs = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
  return atMs >= sinceMs && atMs < untilMs;
}

function csvLine(members: Readonly<Record<string, unknown>>): string {
  return `${columns.map((column) => csvCell(members[column])).join(',')}\r\n`;
}

/** A text that a spreadsheet would take for a formula is led by an apostrophe. */
function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const guarded = typeof value === 'number' || !/^[=+\-@\t\r\n]/.test(text) ? text : `'${text}`;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
