import { SystemClock } from '../core/clock/index.ts';
import { processTerminal } from './process-terminal.ts';
import { runCli } from './run-cli.ts';

const longestTimerMs = 2_147_483_647;

/** The employee's timers do not keep a process alive; the command does. */
const alive = setInterval(() => undefined, longestTimerMs);
const terminal = processTerminal(process);
const exitCode = await runCli(process.argv.slice(2), {
  terminal,
  clock: new SystemClock(),
  openWorkspace: async (folder) => {
    const { openWorkspace } = await import('./workspace-session.ts');
    return openWorkspace({ folder, terminal });
  },
});
clearInterval(alive);
await terminal.flush();
process.exit(exitCode);
