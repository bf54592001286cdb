import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { ArchiveLauncher } from '../core/backup/index.ts';

/** Built beside the bundle of the app, for the command line as well. */
const program = join(import.meta.dirname, '..', 'cli', 'archive-program.js');

/** Its end and its last message come by different ways: the message is to be heard first. */
const lastWordsMs = 250;

/** Runs the archive program in a utility process: the installed app does not start as Node. */
export class UtilityLauncher implements ArchiveLauncher {
  start(): ReturnType<ArchiveLauncher['start']> {
    const child = utilityProcess.fork(program, [], {
      serviceName: 'Archive',
      execArgv: ['--max-semi-space-size=4'],
      stdio: 'inherit',
    });
    return {
      post: (message) => child.postMessage(message),
      listen: (message, ended) => {
        child.on('message', message);
        child.once('exit', (code) => setTimeout(() => ended(`exit code ${code}`), lastWordsMs));
      },
      kill: () => void child.kill(),
    };
  }
}
