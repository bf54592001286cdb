import { Worker } from 'node:worker_threads';
import type { ArchiveLauncher, ArchiveProgram } from './launcher.ts';
import { programUrl } from './program-url.ts';

/** Runs the archive program in a thread of this process, whose memory it then takes. */
export class ThreadLauncher implements ArchiveLauncher {
  start(): ArchiveProgram {
    const worker = new Worker(programUrl());
    return {
      post: (message) => worker.postMessage(message),
      listen: (message, ended) => {
        let failure: string | undefined;
        worker.on('message', message);
        worker.on('error', (error) => {
          failure = error.message;
        });
        worker.on('exit', (code) => ended(failure ?? `exit code ${code}`));
      },
      kill: () => void worker.terminate(),
    };
  }
}
