import { normaliseText } from '../extraction/index.ts';
import { writableVaultFolders } from './vault-path.ts';

const maxTextLength = 1024 * 1024;
const maxDepth = 40;

/** A call's arguments as text, for rules that read text. */
export interface ArgumentText {
  /** One `key: value` line per value, so that the same rules read it as read a drop. */
  readonly text: string;
  /** Every string, keys included. */
  readonly strings: readonly string[];
  /** False when the arguments were too large or too deep to be read whole. */
  readonly complete: boolean;
}

/** The arguments of planned actions as text. */
export function argumentText(value: unknown): ArgumentText {
  const lines: string[] = [];
  const strings: string[] = [];
  let length = 0;
  let complete = true;
  const visit = (key: string, current: unknown, depth: number): void => {
    if (depth > maxDepth || length > maxTextLength) {
      complete = false;
      return;
    }
    if (Array.isArray(current)) {
      for (const item of current) visit(key, item, depth + 1);
    } else if (typeof current === 'object' && current !== null) {
      for (const [name, item] of Object.entries(current)) {
        strings.push(name);
        visit(name, item, depth + 1);
      }
    } else {
      const line = `${key}: ${String(current)}`;
      if (typeof current === 'string') strings.push(current);
      lines.push(line);
      length += line.length;
    }
  };
  visit('', value, 0);
  const text = lines.join('\n');
  return { text: text.slice(0, maxTextLength), strings, complete: complete && text.length <= maxTextLength };
}

/** Folders and files of a workspace that no tool may be pointed at, wherever the workspace lies. */
const protectedNames = new Set([
  'task_queue',
  'obsidian_vault',
  'audit_logs',
  '.employee',
  '.obsidian',
  'watch_inbox',
]);

/**
 * Why an argument of a tool must not be used as a path; null when it names nothing of the workspace.
 *
 * Reads the argument as a path or file URL, case and separators aside, relative ones included. `roots` are the
 * absolute paths of the workspace and the vault. A note in one of the five vault folders is no problem.
 */
export function workspacePathProblem(argument: string, roots: readonly string[]): string | null {
  if (argument.length > 4_096 || argument.includes('\n')) return null;
  const parts = pathParts(argument);
  for (const root of roots) {
    const inside = partsInside(parts, pathParts(root));
    if (inside !== null && !isVaultNote(inside))
      return `${JSON.stringify(argument.slice(0, 120))} lies in the workspace`;
  }
  const from = parts.findIndex((part) => protectedNames.has(part));
  if (from === -1 || (parts.length === 1 && !argument.startsWith('.')) || isVaultNote(parts.slice(from)))
    return null;
  if (parts.some((part) => part.includes(' '))) return null;
  return `${JSON.stringify(argument.slice(0, 120))} names a protected folder of the workspace`;
}

/** Lower-case parts of a path with `.` and `..` worked out. */
function pathParts(path: string): readonly string[] {
  const plain = normaliseText(path)
    .trim()
    .replace(/^file:(?:\/\/(?:localhost)?)?/i, '')
    .replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
    .replaceAll('\\', '/')
    .toLowerCase();
  const parts: string[] = [];
  for (const part of plain.split('/')) {
    // Windows drops trailing dots and spaces, and `::$DATA` names the same file.
    const name = part.replace(/::?\$data$/, '');
    if (/^\.\.[. ]*$/.test(name)) parts.pop();
    else if (!/^\.?[ ]*$/.test(name)) parts.push(name.replace(/[. ]+$/, ''));
  }
  return parts;
}

function partsInside(parts: readonly string[], root: readonly string[]): readonly string[] | null {
  if (root.length === 0 || parts.length < root.length) return null;
  return root.every((part, index) => part === parts[index]) ? parts.slice(root.length) : null;
}

function isVaultNote(inside: readonly string[]): boolean {
  const parts = inside[0] === 'obsidian_vault' ? inside.slice(1) : inside;
  const folder = parts[0] ?? '';
  return (
    parts.length >= 2 &&
    writableVaultFolders.some((name) => name.toLowerCase() === folder) &&
    (parts.at(-1) ?? '').endsWith('.md')
  );
}
