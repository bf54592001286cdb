import type { Facts } from '../../shared/facts.ts';
import type { FinalStatus, Task } from '../../shared/task.ts';
import { localDay } from '../clock/index.ts';
import { sha256 } from './digest.ts';
import { inertMarkdown } from './inert-text.ts';
import { noteBody } from './note-body.ts';
import { noteProperties } from './note-properties.ts';

/** What a note is made of; its texts are untrusted. */
export interface TaskNoteInput {
  readonly task: Task;
  readonly facts: Facts;
  /** What is left for the person to do, one line each. */
  readonly checklist: readonly string[];
  readonly finalStatus: FinalStatus | 'waiting';
  /** How it ended, or why it waits or did not happen. */
  readonly result: string;
}

/** `path` is relative to the vault. */
export interface TaskNote {
  readonly path: string;
  readonly content: string;
}

/**
 * The note of a task: same input, same note. The month folder and the date in the name are the local day the task
 * ended, or was created while it waits; `nowMs` stands in when a foreign task tells neither.
 */
export function composeTaskNote(input: TaskNoteInput, nowMs: number): TaskNote {
  const { task } = input;
  const known = [task.completed_at, task.created_at].map((time) => Date.parse(time ?? ''));
  const day = localDay(known.find((time) => !Number.isNaN(time)) ?? nowMs);
  const { name, mark } = taskName(task);
  const title = inertMarkdown(task.context?.file_name ?? task.task_id, { maxLength: 200 });
  return {
    path: `Tasks/${day.slice(0, 7)}/${day} ${name} ${mark}.md`,
    content: `${noteProperties(input)}\n# ${title}\n\n${noteBody(input)}`,
  };
}

/** The words of the note's name and the few characters that tell tasks of one name apart. */
function taskName(task: Task): { name: string; mark: string } {
  const own = /^\d{8}T\d{9}Z-(.+)-([0-9a-f]{4,16})$/.exec(task.task_id);
  if (own?.[1] !== undefined && own[2] !== undefined) return { name: safeName(own[1]), mark: own[2] };
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(task.task_id);
  const stem = task.context?.file_name?.replace(/\.[^.]*$/, '') ?? (uuid ? 'task' : task.task_id);
  const mark = uuid ? task.task_id.slice(0, 6).toLowerCase() : sha256(task.task_id).slice(0, 6);
  return { name: safeName(stem), mark };
}

/** Letters, digits, `-` and `_` only: valid on every system, and in a wikilink. At most 80 bytes. */
function safeName(text: string): string {
  const characters = text.normalize('NFC').replace(/[^\p{L}\p{N}_]+/gu, '-');
  let name = '';
  for (const character of characters) {
    if (Buffer.byteLength(name + character) > 80) break;
    name += character;
  }
  return name.replace(/^-+|-+$/g, '') || 'task';
}
