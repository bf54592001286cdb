import { fork } from 'node:child_process';
import type { ArchiveLauncher, ArchiveProgram } from './launcher.ts';
import { programUrl } from './program-url.ts';

/** Runs the archive program in a Node process of its own. */
export class ForkLauncher implements ArchiveLauncher {
  readonly #program: URL;

  constructor(program = programUrl()) {
    this.#program = program;
  }

  start(): ArchiveProgram {
    const child = fork(this.#program, {
      execArgv: ['--max-semi-space-size=4'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return {
      post: (message) => void child.send(message as string),
      listen: (message, ended) => {
        let over = false;
        const end = (how: string) => {
          if (!over) ended(how);
          over = true;
        };
        child.on('message', message);
        child.on('error', (error) => end(error.message));
        child.on('close', (code, signal) => end(signal ?? `exit code ${code}`));
      },
      kill: () => void child.kill('SIGKILL'),
    };
  }
}
