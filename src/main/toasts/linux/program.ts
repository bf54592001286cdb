import { spawn } from 'node:child_process';

const mostOutput = 64 * 1024;

/** How a program ended. `unstarted`: the system's reason why it never ran (`ENOENT`: not installed). */
export interface Ended {
  readonly code: number | null;
  readonly unstarted?: string;
  readonly output: string;
  readonly errors: string;
}

export interface RunningProgram {
  /** Resolves when it has ended and been reaped; never rejects. */
  readonly ended: Promise<Ended>;
  /** Ends it at once: these programs have nothing to save. */
  kill(): void;
}

/** Starts a program without a shell. `grew` hears its whole output so far whenever that grows. */
export function startProgram(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  grew: (output: string) => void = () => undefined,
): RunningProgram {
  const child = spawn(name, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, output, errors }));
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (child.pid === undefined)
        resolve({ code: null, unstarted: error.code ?? error.message, output, errors });
    });
  });
  // Where the system is out of file descriptors there are no streams, whatever the types say.
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(0, mostOutput);
    grew(output);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(0, mostOutput);
  });
  return {
    ended,
    kill: () => {
      child.kill('SIGKILL');
      // A grandchild that holds the pipes must not keep us waiting.
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
  };
}
