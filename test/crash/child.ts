import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** How a child process ended. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** From its start to its word `ready`; `undefined` when it said none. */
  readonly readyMs: number | undefined;
}

/** Runs a program of this folder to its end, with a home of its own; `limitMs` ends one that hangs. */
export function runChild(
  program: string,
  args: readonly string[],
  home: string,
  options: {
    readonly limitMs?: number;
    /** Ends it with SIGKILL. */
    readonly killAfterMs?: number;
    readonly input?: string;
    readonly line?: (line: string) => void;
  } = {},
): Promise<ChildEnd> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [join(here, program), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      NODE_COMPILE_CACHE: join(here, 'results', 'compile-cache'),
    },
  });
  child.stdin.end(options.input ?? '');
  if (options.line) createInterface({ input: child.stdout }).on('line', options.line);
  let stdout = '';
  let stderr = '';
  let readyMs: number | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (readyMs === undefined && stdout.includes('ready\n')) readyMs = performance.now() - startedMs;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const limit = setTimeout(() => child.kill('SIGTERM'), options.limitMs ?? 60_000);
  const kill =
    options.killAfterMs === undefined
      ? undefined
      : setTimeout(() => child.kill('SIGKILL'), options.killAfterMs);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      clearTimeout(kill);
      resolve({ code, signal, stdout, stderr, readyMs });
    });
  });
}
