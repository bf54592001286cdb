import { readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Memory of a process in MiB: now (`VmRSS`) or at its peak (`VmHWM`). Linux: /proc, see proc(5). */
export function memoryMb(pid: number, what: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) / 1024;
}

/** Processor time a process used so far, user and system, in seconds. */
export function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
