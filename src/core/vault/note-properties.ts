import type { Amount, Facts } from '../../shared/facts.ts';
import type { Task } from '../../shared/task.ts';
import { localDay } from '../clock/index.ts';
import { inertProperty } from './inert-text.ts';
import { fileUri } from './links.ts';
import { localDateTime } from './local-time.ts';
import type { TaskNoteInput } from './task-note.ts';

/**
 * The note's properties, typed as Obsidian reads them: numbers bare, dates `YYYY-MM-DD`, times local without zone,
 * text quoted, tags a list.
 */
export function noteProperties({ task, facts, finalStatus }: TaskNoteInput): string {
  const type = facts.type || (task.type ?? 'other');
  const amount = leadingAmount(facts);
  const due = dueDay(task, facts);
  const created = localDateTime(task.created_at);
  const completed = localDateTime(task.completed_at);
  return [
    '---',
    `task_id: ${inertProperty(task.task_id)}`,
    `type: ${inertProperty(type)}`,
    `status: ${finalStatus}`,
    `priority: ${task.priority ?? 'normal'}`,
    ...(amount ? [`amount: ${decimal(amount)}`, `currency: ${inertProperty(amount.currency)}`] : []),
    ...(due ? [`due: ${due}`] : []),
    ...(created ? [`created: ${created}`] : []),
    ...(completed && finalStatus !== 'waiting' ? [`completed: ${completed}`] : []),
    ...(task.context?.file_path ? [`source: ${sourceProperty(task.context.file_path)}`] : []),
    'tags:',
    ...tags(type).map((tag) => `  - ${tag}`),
    '---',
  ].join('\n');
}

/** The largest amount in the currency named first. */
function leadingAmount(facts: Facts): Amount | undefined {
  const currency = facts.amounts[0]?.currency;
  return facts.amounts
    .filter((amount) => amount.currency === currency && Number.isSafeInteger(amount.minorUnits))
    .toSorted((a, b) => b.minorUnits - a.minorUnits)[0];
}

/** The first day named that is not before the task, else the last one named: an invoice may be overdue. */
export function dueDay(task: Task, facts: Facts): string | undefined {
  const days = facts.dates
    .map((date) => date.day)
    .filter((day) => /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(day))
    .toSorted();
  const createdMs = Date.parse(task.created_at ?? '');
  const created = Number.isNaN(createdMs) ? '' : localDay(createdMs);
  return days.find((day) => day >= created) ?? days.at(-1);
}

/** Exact decimal of an amount in minor units: 123450 with exponent 2 is `1234.50`. */
function decimal(amount: Amount): string {
  const digits = String(Math.abs(amount.minorUnits)).padStart(amount.exponent + 1, '0');
  const sign = amount.minorUnits < 0 ? '-' : '';
  if (amount.exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -amount.exponent)}.${digits.slice(-amount.exponent)}`;
}

/**
 * A text file on this machine becomes a `file:` link that Obsidian opens on a click; anything else (foreign systems,
 * network shares, files a click could run) stays plain text.
 */
function sourceProperty(path: string): string {
  const uri = /\.(?:txt|md|json|csv)$/i.test(path) ? fileUri(path) : undefined;
  return uri === undefined ? inertProperty(path) : JSON.stringify(uri);
}

function tags(type: string): readonly string[] {
  const tag = type
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
  return /[\p{L}_]/u.test(tag) ? ['employee', `task/${tag}`] : ['employee'];
}
