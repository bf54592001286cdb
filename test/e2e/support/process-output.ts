import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Everything the app has written, and waiting for a line of it. */
export interface ProcessOutput {
  text(): string;
  /** Settles when a line matches; rejects when the process ends without one. */
  line(pattern: RegExp): Promise<void>;
}

/**
 * Reads what `observer.cjs` copies to `file`: of the streams themselves, all that came before Playwright gave the
 * process away is lost. They only tell when to look again.
 */
export function watchOutput(child: ChildProcess, file: string): ProcessOutput {
  const text = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data) => process.env.E2E_LOG && process.stderr.write(String(data)));
  return {
    text,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (
            !text()
              .split('\n')
              .some((line) => pattern.test(line.trimEnd()))
          )
            return;
          stop();
          resolve();
        };
        const fail = () => {
          stop();
          reject(new Error(`the app ended without a line ${pattern}:\n${text()}`));
        };
        const stop = () => {
          child.off('exit', fail);
          child.stdout?.off('data', check);
          child.stderr?.off('data', check);
        };
        child.once('exit', fail);
        child.stdout?.on('data', check);
        child.stderr?.on('data', check);
        check();
      }),
  };
}
