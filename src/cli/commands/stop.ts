import { Command } from 'commander';
import { delay } from '../../core/clock/index.ts';
import { EmployeeError } from '../../shared/errors.ts';
import type { Cli } from '../cli.ts';

const deadlineMs = 45_000;
const checkEveryMs = 50;

export function stopCommand(cli: Cli): Command {
  return new Command('stop')
    .description('Stop the running employee and wait until it is gone.')
    .option('--now', 'at once; the task it is working on is taken up again at the next start')
    .action(async (options: { now?: boolean }) => {
      const workspace = await cli.workspace();
      const running = workspace.exists() ? await workspace.connect() : undefined;
      if (!running) {
        const message = 'No employee is running here.';
        cli.output.result({ message, was_running: false }, () => [message]);
        return;
      }
      try {
        const { pid } = await running.call('status', {});
        await running.call('stop', { now: options.now ?? false });
        await gone(cli, running.closed, pid);
      } finally {
        running.close();
      }
      const message = 'Stopped.';
      cli.output.result({ message, was_running: true }, () => [message]);
    });
}

/** Resolves when the connection is closed and the process has ended. */
async function gone(cli: Cli, closed: Promise<void>, pid: number | null): Promise<void> {
  const deadline = new AbortController();
  const timer = cli.clock.after(deadlineMs, () => deadline.abort(stillThere(pid)));
  try {
    await Promise.race([closed, delay(cli.clock, deadlineMs, deadline.signal)]);
    while (pid !== null && cli.terminal.isAlive(pid)) await delay(cli.clock, checkEveryMs, deadline.signal);
  } finally {
    timer.cancel();
  }
}

function stillThere(pid: number | null): EmployeeError {
  return new EmployeeError('timeout', {
    what: 'stop',
    why: `the employee (process ${pid ?? 'unknown'}) was told to, but is still there after 45 s`,
    hint: 'Run "employee stop --now", or end the process',
  });
}
