import { basename } from 'node:path';
import { type Task, taskSchema } from '../../shared/task.ts';
import type { Files } from '../files/index.ts';
import { idsOfFileName } from './queue-paths.ts';

const maxNesting = 100;

const [quote = 0, backslash = 0, openBrace = 0, closeBrace = 0, openBracket = 0, closeBracket = 0] =
  Buffer.from('"\\{}[]');

/** Larger task files are quarantined unread. */
export const maxTaskFileBytes = 10 * 1024 * 1024;

/** What a file in a state folder turned out to be. */
export type TaskFile =
  | { readonly kind: 'task'; readonly task: Task; readonly bytes: Buffer }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Reads and checks a task file (CONTRACT §2 "Quarantined"). Never throws for what the file holds. */
export function readTaskFile(files: Files, path: string): TaskFile {
  const stat = files.stat(path);
  if (stat === undefined) return { kind: 'missing' };
  if (stat.kind !== 'file') return { kind: 'unusable', reason: 'it is not a regular file' };
  if (stat.sizeBytes > maxTaskFileBytes) return { kind: 'unusable', reason: 'it is larger than 10 MB' };
  const bytes = files.read(path, maxTaskFileBytes);
  if (bytes === undefined) return { kind: 'missing' };
  const parsed = parseTask(bytes, basename(path));
  return parsed.kind === 'task' ? { ...parsed, bytes } : parsed;
}

/** The task in `bytes`, whose file is called `fileName`. */
export function parseTask(
  bytes: Uint8Array,
  fileName: string,
): { readonly kind: 'task'; readonly task: Task } | { readonly kind: 'unusable'; readonly reason: string } {
  let value: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (isNestedDeeperThan(maxNesting, text))
      return unusable(`it is nested deeper than ${maxNesting} levels`);
    value = JSON.parse(text);
  } catch (error) {
    if (bytes.byteLength === 0) return unusable('it is empty');
    return unusable(
      error instanceof SyntaxError ? `it is not JSON (${error.message})` : 'it is not UTF-8 text',
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return unusable('it is not a JSON object');
  const declared = 'task_id' in value ? value.task_id : undefined;
  const problem = taskIdProblem(declared);
  if (problem) return unusable(problem);
  if (!idsOfFileName(fileName).includes(String(declared))) {
    return unusable(`its task_id ${JSON.stringify(declared)} is not its file name`);
  }
  const parsed = taskSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return unusable(
      `its member ${issue?.path.join('.') || '(root)'} is not as expected: ${issue?.message ?? 'unknown'}`,
    );
  }
  return { kind: 'task', task: parsed.data };
}

/** Without recursion, so that no file can exhaust the stack of what checks or writes it later. */
function isNestedDeeperThan(limit: number, json: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (inString) {
      if (code === backslash) index += 1;
      else if (code === quote) inString = false;
    } else if (code === quote) inString = true;
    else if (code === openBrace || code === openBracket) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === closeBrace || code === closeBracket) depth -= 1;
  }
  return false;
}

/** Why a value cannot be a task id; `undefined` when it can. */
export function taskIdProblem(value: unknown): string | undefined {
  if (value === undefined) return 'it has no task_id';
  if (typeof value !== 'string' || value.trim() === '') return 'its task_id is not a text';
  if (value.length > 200) return 'its task_id is longer than 200 characters';
  if (/[/\\]/.test(value)) return 'its task_id holds a path separator';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (/[\u0000-\u001f\u007f]/.test(value) || value.startsWith('.'))
    return 'its task_id cannot be a file name';
  return undefined;
}

/** A task as its file holds it. */
export function serializeTask(task: Task): string {
  return `${JSON.stringify(task, null, 2)}\n`;
}

function unusable(reason: string): { readonly kind: 'unusable'; readonly reason: string } {
  return { kind: 'unusable', reason };
}
