import { inspect } from 'node:util';
import { describeError } from '../../shared/errors.ts';
import type { LogFields, LogLevel } from './logger.ts';
import type { Redactor } from './redactor.ts';

const maxLineLength = 16_384;

/** Controls, line separators, and marks that reorder text: what could forge or disguise a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be found.
const unsafeCharacters = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** One line before it is formatted and redacted. */
export interface LogLine {
  readonly epochMs: number;
  readonly level: LogLevel;
  readonly service: string;
  readonly message: string;
  readonly fields: LogFields;
}

/** One line, without its end: `2026-02-07T09:00:00.123Z INFO orchestrator message key=value`. */
export function formatLine(
  { epochMs, level, service, message, fields }: LogLine,
  redactor: Redactor,
): string {
  const parts = [
    new Date(epochMs).toISOString(),
    level.toUpperCase(),
    service,
    escapeControls(redactor.redact(message)),
  ];
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    parts.push(`${escapeControls(name)}=${quote(redactor.redactField(name, textOf(value)))}`);
  }
  const line = parts.join(' ');
  return line.length <= maxLineLength ? line : `${line.slice(0, maxLineLength)}… (${line.length} characters)`;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    if (value instanceof Error) return String(describeError(value));
    return JSON.stringify(value) ?? String(value);
  } catch {
    // Circular, a bigint, or an object that refuses to be text.
    return inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY, customInspect: false });
  }
}

function quote(text: string): string {
  const plain = text !== '' && !/[\s"=]/.test(text);
  return escapeControls(plain ? text : `"${text.replace(/["\\]/g, '\\$&')}"`);
}

function escapeControls(text: string): string {
  return text.replace(unsafeCharacters, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\r') return '\\r';
    if (character === '\t') return '\\t';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
