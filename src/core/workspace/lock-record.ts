import { z } from 'zod';
import { readJson } from '../../shared/json.ts';
import type { Files } from '../files/index.ts';

const lockSchema = z.looseObject({
  pid: z.int().positive(),
  process_started: z.string().nullable(),
  hostname: z.string(),
  token: z.string().min(1),
  /** UTC, RFC 3339. */
  heartbeat: z.iso.datetime(),
  version: z.string(),
  kind: z.enum(['run', 'command']),
});

/** What `.employee/lock` says about the process that holds the workspace. */
export type LockRecord = z.infer<typeof lockSchema>;
/** `run`: the employee at work · `command`: one command. */
export type LockKind = LockRecord['kind'];

/** What the lock file says. */
export type LockState =
  | { readonly state: 'free' }
  | { readonly state: 'held'; readonly record: LockRecord }
  /** Damaged from outside: the employee itself only ever puts whole records there. */
  | { readonly state: 'unreadable'; readonly modifiedMs: number };

const maxBytes = 10_000;

/** Reads the lock file; never throws for what it holds. */
export function readLockState(files: Files, path: string): LockState {
  const stat = files.stat(path);
  if (stat === undefined) return { state: 'free' };
  const text = stat.kind === 'file' ? files.read(path, maxBytes)?.toString('utf8') : '';
  if (text === undefined) return { state: 'free' };
  const record = readJson(lockSchema, text);
  return record ? { state: 'held', record } : { state: 'unreadable', modifiedMs: stat.modifiedMs };
}

/** Who holds the workspace according to the lock file, dead or alive; `undefined` when nobody is named. */
export function readLock(files: Files, path: string): LockRecord | undefined {
  const lock = readLockState(files, path);
  return lock.state === 'held' ? lock.record : undefined;
}

/** The lock file's content. */
export function formatLock(record: LockRecord): string {
  return `${JSON.stringify(record)}\n`;
}
