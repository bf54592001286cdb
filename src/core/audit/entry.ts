import { hash } from 'node:crypto';
import { z } from 'zod';
import { readJson } from '../../shared/json.ts';

/** `prev` of the first entry ever. */
export const noPrevious = '0'.repeat(64);

/** A longer line is not an entry; `record` never writes one. */
export const maxLineBytes = 16 * 1024 * 1024;

const auditEntrySchema = z.object({
  seq: z.number().int().positive(),
  /** UTC, RFC 3339 with milliseconds. */
  timestamp: z.string(),
  action: z.string(),
  task_id: z.string().nullable(),
  result: z.string(),
  // `z.record` would drop a member named `__proto__`; what was signed is what is read.
  details: z.custom<Readonly<Record<string, unknown>>>(isObject),
  error: z.string().nullable(),
  /** Hex SHA-256 of the previous line's bytes without the newline. */
  prev: z.string(),
  /** Base64 Ed25519 over the line's bytes up to, not including, `,"signature":`. */
  signature: z.string(),
});

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One line of the trail (CONTRACT §4). */
export type AuditEntry = Readonly<z.infer<typeof auditEntrySchema>>;

/** An entry before its signature. */
export type UnsignedEntry = Omit<AuditEntry, 'signature'>;

/** What is signed: the line from `{` up to, not including, `,"signature":`, members in the contract's order. */
export function entryBody(entry: Omit<UnsignedEntry, 'details'>, detailsJson: string): string {
  return (
    `{"seq":${entry.seq},"timestamp":"${entry.timestamp}","action":${JSON.stringify(entry.action)}` +
    `,"task_id":${JSON.stringify(entry.task_id)},"result":${JSON.stringify(entry.result)}` +
    `,"details":${detailsJson},"error":${JSON.stringify(entry.error)},"prev":"${entry.prev}"`
  );
}

const signaturePrefix = ',"signature":"';

/** The line of an entry: its body with the signature as last member, without a newline. */
export function signedLine(body: string, signature: string): string {
  return `${body}${signaturePrefix}${signature}"}`;
}

/** The entry a line holds; `undefined` for any other line. */
export function parseEntry(line: Buffer): AuditEntry | undefined {
  return readJson(auditEntrySchema, line.toString('utf8'));
}

/** Hex SHA-256 of a line without its newline: what the next entry names as `prev`. */
export function lineHash(line: Uint8Array): string {
  return hash('sha256', line, 'hex');
}

/** What stands at fixed places of a line, read without parsing it. */
export interface LineMarks {
  readonly seq: number;
  /** UTC day of the timestamp. */
  readonly day: string;
  readonly prev: string;
  /** Whether the action concerns the trail itself (`audit_…`). */
  readonly aboutTrail: boolean;
}

const seqPrefix = '{"seq":';
const timestampPrefix = ',"timestamp":"';
const actionPrefix = '","action":"';
const prevPrefix = ',"prev":"';
// `,"prev":"` + 64 hex digits + `"` + `,"signature":"` + 88 base64 digits + `"}`
const endingChars = prevPrefix.length + 64 + 1 + signaturePrefix.length + 88 + 2;
const signedEndingChars = signaturePrefix.length + 88 + 2;
const longestBeginning = seqPrefix.length + 16 + timestampPrefix.length + 24 + actionPrefix.length + 6;
const shortestLine = endingChars + 60;

/** `undefined` when the bytes are not shaped like an entry of ours. Says nothing about hash or signature. */
export function readMarks(buffer: Buffer, from: number, to: number): LineMarks | undefined {
  const length = to - from;
  if (length < shortestLine || length > maxLineBytes) return undefined;
  const beginning = buffer.toString('latin1', from, from + longestBeginning);
  const ending = buffer.toString('latin1', to - endingChars, to);
  if (!beginning.startsWith(seqPrefix)) return undefined;
  const comma = beginning.indexOf(',', seqPrefix.length);
  const digits = beginning.slice(seqPrefix.length, comma);
  const seq = Number(digits);
  const time = comma + timestampPrefix.length;
  const action = time + 24 + actionPrefix.length;
  if (!Number.isSafeInteger(seq) || seq < 1 || String(seq) !== digits) return undefined;
  if (!beginning.startsWith(timestampPrefix, comma)) return undefined;
  if (!beginning.startsWith(actionPrefix, time + 24)) return undefined;
  if (!ending.startsWith(prevPrefix) || !ending.endsWith('"}')) return undefined;
  if (!ending.startsWith(signaturePrefix, prevPrefix.length + 65)) return undefined;
  return {
    seq,
    day: beginning.slice(time, time + 10),
    prev: ending.slice(prevPrefix.length, prevPrefix.length + 64),
    aboutTrail: beginning.startsWith('audit_', action),
  };
}

/** The signed bytes and the signature of a line that has marks. */
export function signedParts(line: Buffer): { readonly body: Buffer; readonly signature: string } {
  return {
    body: line.subarray(0, line.length - signedEndingChars),
    signature: line.toString('latin1', line.length - 90, line.length - 2),
  };
}
