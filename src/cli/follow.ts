import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { followLog, type LogPosition } from '../core/logging/index.ts';
import { EmployeeError } from '../shared/errors.ts';
import type { Terminal } from './terminal.ts';

/** Runs `work` until it ends, Ctrl-C is pressed, or nobody reads stdout any more. */
export async function untilInterrupted(
  terminal: Terminal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const interrupted = new AbortController();
  const unlisten = terminal.onSignal(() => interrupted.abort());
  try {
    await work(AbortSignal.any([interrupted.signal, terminal.readerLeft]));
  } finally {
    unlisten();
  }
}

/** Hands over the lines of a file as they are written. Throws `not_found` when its folder is missing. */
export async function followLines(
  path: string,
  signal: AbortSignal,
  onLine: (line: string) => void,
  from?: LogPosition,
): Promise<void> {
  if (!existsSync(dirname(path)))
    throw new EmployeeError('not_found', {
      what: `cannot follow ${path}`,
      why: 'its folder does not exist',
      hint: 'Start the employee first',
    });
  await followLog(path, signal, onLine, { from });
}
