import fs from 'node:fs';
import os from 'node:os';
import { isSystemError } from '../../shared/errors.ts';

/** What the lock has to know about this and other processes of the machine. */
export interface Processes {
  readonly pid: number;
  readonly hostname: string;
  /** When the machine started, in ms since the epoch; approximate. */
  bootedAtMs(): number;
  isAlive(pid: number): boolean;
  /** Start of a process in ticks since the machine started; `null` where that is not cheap to know. */
  startedAt(pid: number): string | null;
}

/** The machine's processes. */
export class SystemProcesses implements Processes {
  readonly pid = process.pid;
  readonly hostname = os.hostname();

  bootedAtMs(): number {
    return Date.now() - os.uptime() * 1_000;
  }

  /** A zombie is dead: it answers signals, but runs nothing any more. */
  isAlive(pid: number): boolean {
    try {
      process.kill(pid, 0);
    } catch (error) {
      return !isSystemError(error, 'ESRCH');
    }
    const state = statFields(pid)?.[0];
    return state !== 'Z' && state !== 'X';
  }

  startedAt(pid: number): string | null {
    return statFields(pid)?.[19] ?? null;
  }
}

/** Fields of `/proc/<pid>/stat` from the third on (proc(5)); the second, the name, may hold spaces and brackets. */
function statFields(pid: number): string[] | undefined {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    // Not Linux, or the process is gone.
    return undefined;
  }
}
