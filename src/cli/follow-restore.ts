import { delay } from '../core/clock/index.ts';
import type { Api, CommandParams } from '../shared/api.ts';
import type { RestoreReport, RestoreStep } from '../shared/commands/restore.ts';
import { EmployeeError } from '../shared/errors.ts';
import { type Cli, missing } from './cli.ts';
import { LiveLine } from './output/live-line.ts';
import { progressText } from './output/progress-view.ts';
import { stepText } from './output/restore-view.ts';
import type { RunningEmployee, Workspace } from './workspace.ts';

const lookEveryMs = 250;
/** After this long without an employee, the restore is brought to its end here. */
const patienceMs = 60_000;

type StartParams = CommandParams<'restore.start'>;

/**
 * Restores, and resolves with the report: through the running employee, over the restart of it, else under the lock. Ctrl-C
 * cancels until the swap is certain.
 */
export async function followRestore(cli: Cli, params: StartParams): Promise<RestoreReport> {
  const cancel = new AbortController();
  const unlisten = cli.terminal.onSignal(() => cancel.abort(cancelled()));
  const { stderr } = cli.terminal;
  const line = stderr.isTerminal ? new LiveLine(stderr, cli.clock) : undefined;
  try {
    const workspace = await cli.workspace();
    const running = await workspace.connect();
    const follower = new Follower(cli, workspace, line, cancel.signal);
    return await (running ? follower.overRestart(running, params) : follower.underLock(params));
  } finally {
    line?.end();
    unlisten();
  }
}

class Follower {
  readonly #cli: Cli;
  readonly #workspace: Workspace;
  readonly #line: LiveLine | undefined;
  readonly #signal: AbortSignal;

  constructor(cli: Cli, workspace: Workspace, line: LiveLine | undefined, signal: AbortSignal) {
    this.#cli = cli;
    this.#workspace = workspace;
    this.#line = line;
    this.#signal = signal;
  }

  async overRestart(running: RunningEmployee, params: StartParams): Promise<RestoreReport> {
    const ended = new AbortController();
    try {
      const telling = this.#tellSteps(running, ended.signal);
      const { id } = await running.call('restore.start', params, this.#signal).finally(() => ended.abort());
      await telling;
      this.#tell('stopping');
      await running.closed;
      return await this.#reportAfterRestart(id);
    } finally {
      running.close();
    }
  }

  async underLock(params: StartParams): Promise<RestoreReport> {
    if (!this.#workspace.exists()) throw missing(this.#workspace.root);
    const employee = await this.#workspace.open({ mode: 'command' });
    const unlisten = employee.onEvent((event) => {
      if (event.kind !== 'progress') return;
      const { step } = event.progress;
      this.#line?.show(progressText(step ? stepText(step) : 'the safety backup', event.progress));
    });
    let id: string;
    try {
      ({ id } = await employee.api.call('restore.start', params, this.#signal));
    } finally {
      unlisten();
      await employee.stop('graceful');
    }
    this.#tell('swapping');
    return this.#settleHere(id);
  }

  /** The next opening swaps, or rolls back. */
  async #settleHere(id: string): Promise<RestoreReport> {
    const employee = await this.#workspace.open({ mode: 'command' });
    try {
      return await reportOf(employee.api, id);
    } finally {
      await employee.stop('graceful');
    }
  }

  async #reportAfterRestart(id: string): Promise<RestoreReport> {
    const { clock } = this.#cli;
    this.#tell('swapping');
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += lookEveryMs) {
      const running = await this.#workspace.connect().catch(unlessSilent);
      if (running) {
        this.#tell('restarting');
        try {
          return await reportOf(running, id);
        } finally {
          running.close();
        }
      }
      await delay(clock, lookEveryMs);
    }
    return this.#settleHere(id);
  }

  async #tellSteps(running: RunningEmployee, signal: AbortSignal): Promise<void> {
    while (this.#line && !signal.aborted) {
      const state = await running.call('restore.state', {}).catch(() => undefined);
      if (state?.running) this.#tell(state.running.step);
      await delay(this.#cli.clock, lookEveryMs, signal).catch(() => undefined);
    }
  }

  #tell(step: RestoreStep): void {
    this.#line?.show(`${stepText(step)} …`);
  }
}

async function reportOf(api: Api, id: string): Promise<RestoreReport> {
  const { last } = await api.call('restore.state', {});
  if (last?.id === id) return last;
  throw new EmployeeError('failed', {
    what: `cannot tell how the restore ended`,
    why: 'the employee has no report of it',
    hint: 'See: employee restore state',
  });
}

/** It is just stopping or starting. */
function unlessSilent(error: unknown): undefined {
  if (error instanceof EmployeeError && (error.code === 'timeout' || error.code === 'not_running'))
    return undefined;
  throw error;
}

function cancelled(): EmployeeError {
  return new EmployeeError('failed', {
    what: 'cannot finish the restore',
    why: 'it was cancelled',
    hint: 'Nothing live was touched; the safety backup stays',
  });
}
