import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { memoryMb } from './proc.ts';

/** Seconds, and the most memory a program of ours took, in MiB. */
export interface Measured<T> {
  readonly result: T;
  readonly seconds: number;
  readonly peakMb: number;
}

const sampleMs = 10;

/** Measures work that starts programs of this process. */
export async function measureWork<T>(work: () => Promise<T>): Promise<Measured<T>> {
  let peakMb = 0;
  const sampling = setInterval(() => {
    for (const pid of childProcesses()) peakMb = Math.max(peakMb, peakOf(pid));
  }, sampleMs);
  const startMs = performance.now();
  try {
    const result = await work();
    return { result, seconds: (performance.now() - startMs) / 1_000, peakMb };
  } finally {
    clearInterval(sampling);
  }
}

/** Runs commands one after another; seconds. Throws when one fails. */
export function secondsOf(folder: string, ...commands: readonly (readonly string[])[]): number {
  const startMs = performance.now();
  for (const [command = '', ...options] of commands) {
    const { status, error, stderr } = spawnSync(command, options, { cwd: folder, encoding: 'utf8' });
    if (error || status !== 0) throw error ?? new Error(`${command}: ${stderr}`);
  }
  return (performance.now() - startMs) / 1_000;
}

/** Whether the tools that are compared with are installed. */
export function hasZipTools(): boolean {
  return ['zip', 'unzip'].every((command) => spawnSync(command, ['-v']).status === 0);
}

function childProcesses(): number[] {
  return readdirSync('/proc/self/task').flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

/** 0 when it has just ended. */
function peakOf(pid: number): number {
  try {
    return memoryMb(pid, 'VmHWM') || 0;
  } catch {
    return 0;
  }
}
