import type { ChildProcess } from 'node:child_process';

/** Everything a process has written, and waiting for a line of it. */
export interface ProcessOutput {
  text(): string;
  /** Settles when a line of standard output matches; rejects when the process ends without one. */
  line(pattern: RegExp): Promise<void>;
}

export function watchOutput(child: ChildProcess): ProcessOutput {
  let all = '';
  let out = '';
  const check = new Set<() => void>();
  const listen = (stream: 'stdout' | 'stderr') =>
    child[stream]?.on('data', (data) => {
      all += String(data);
      if (stream === 'stdout') out += String(data);
      if (process.env.E2E_LOG) process.stderr.write(String(data));
      for (const run of check) run();
    });
  listen('stdout');
  listen('stderr');
  return {
    text: () => all,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const run = () => {
          if (!out.split('\n').some((line) => pattern.test(line.trimEnd()))) return;
          check.delete(run);
          resolve();
        };
        check.add(run);
        child.once('exit', (code) => reject(new Error(`no line ${pattern}; it ended with ${code}:\n${all}`)));
        run();
      }),
  };
}
