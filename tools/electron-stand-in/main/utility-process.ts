import { type ChildProcess, fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { imitates, LoudEmitter, namespace } from './loud.ts';

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
  readonly stdio?: 'pipe' | 'ignore' | 'inherit';
  readonly serviceName?: string;
}

/** A Node child process with `process.parentPort` (see `utility-port.ts`). */
class UtilityProcess extends LoudEmitter {
  pid: number | undefined;
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  readonly #child: ChildProcess;

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super(['spawn', 'message', 'exit']);
    const output = options.stdio ?? 'inherit';
    this.#child = fork(modulePath, args, {
      execArgv: [...(options.execArgv ?? []), '--import', new URL('utility-port.ts', import.meta.url).href],
      env: options.env ?? process.env,
      cwd: options.cwd,
      serialization: 'advanced',
      stdio: ['ignore', output, output, 'ipc'],
    });
    this.stdout = this.#child.stdout;
    this.stderr = this.#child.stderr;
    this.#child.once('spawn', () => {
      this.pid = this.#child.pid;
      this.emit('spawn');
    });
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.once('exit', (code) => {
      this.pid = undefined;
      this.emit('exit', code ?? 1);
    });
  }

  postMessage(message: unknown): void {
    this.#child.send(message as string);
  }

  kill(): boolean {
    return this.#child.kill();
  }
}
imitates(UtilityProcess, 'UtilityProcess', import.meta.url);

export const utilityProcess = namespace('utilityProcess', import.meta.url, {
  fork: (modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess =>
    new UtilityProcess(modulePath, args, options),
});
