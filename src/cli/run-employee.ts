import { keepHeapSmall } from '../core/small-heap.ts';
import { describeError, EmployeeError } from '../shared/errors.ts';
import type { Cli } from './cli.ts';
import { ExitWith } from './exit-with.ts';
import { LiveLine } from './output/live-line.ts';
import { statusLine } from './output/status-view.ts';
import { plain } from './output/text.ts';
import { validationLines } from './output/validation-view.ts';
import { StopSignals } from './stop-on-signals.ts';
import type { OpenedEmployee } from './workspace.ts';

export interface RunEmployeeOptions {
  readonly drain: boolean;
  readonly validate: boolean;
  readonly takeOver: boolean;
  /** Keeps a status line on the terminal. */
  readonly live: boolean;
}

/**
 * Runs the employee in this process until a signal, a stop asked through the api, or (with `drain`) until nothing
 * waits any more. For a restore it stops and is opened again. Resolves when it has stopped gracefully; throws what ended it otherwise.
 */
export async function runEmployee(cli: Cli, options: RunEmployeeOptions): Promise<void> {
  keepHeapSmall();
  const workspace = await cli.workspace();
  const signals = new StopSignals(cli);
  try {
    let asked: RunEmployeeOptions = options;
    for (let first = true; ; first = false) {
      const { takeOver } = asked;
      const employee = await workspace.open({ mode: 'service', create: true, takeOver });
      const end = await new Run(cli, employee, asked, signals, first).untilStopped();
      if (end === 'stop') break;
      asked = { ...options, takeOver: false, validate: false };
    }
  } finally {
    signals.close();
  }
}

class Run {
  readonly #cli: Cli;
  readonly #employee: OpenedEmployee;
  readonly #options: RunEmployeeOptions;
  readonly #signals: StopSignals;
  readonly #live: LiveLine | undefined;
  /** Settles when the work is to end. */
  readonly #ended: Promise<unknown>;
  /** Whether it has not been said before that it is ready. */
  readonly #first: boolean;
  #end: 'stop' | 'reopen' = 'stop';

  constructor(
    cli: Cli,
    employee: OpenedEmployee,
    options: RunEmployeeOptions,
    signals: StopSignals,
    first: boolean,
  ) {
    this.#first = first;
    this.#cli = cli;
    this.#employee = employee;
    this.#options = options;
    this.#signals = signals;
    this.#live = options.live ? new LiveLine(cli.terminal.stdout, cli.clock) : undefined;
    const stopped = employee.stopped.then((end) => {
      this.#end = end;
    });
    this.#ended = Promise.race([stopped, signals.asked]);
    // Awaited only once the employee has started; what goes wrong before must not end the process unheard.
    this.#ended.catch(() => undefined);
  }

  /** `reopen`: a restore is swapped in by the next opening. */
  async untilStopped(): Promise<'stop' | 'reopen'> {
    const employee = this.#employee;
    try {
      this.#introduce();
      await Promise.race([employee.start(), this.#ended]);
      if (!this.#signals.signal.aborted) await this.#work();
    } catch (error) {
      await employee.stop('now').catch((stopError: unknown) => {
        // A lost lock ends the work and the stop alike, and is told once.
        if (!isLostLock(error) || !isLostLock(stopError)) this.#note(describeError(stopError));
      });
      throw error;
    } finally {
      this.#live?.end();
    }
    if (!(await this.#signals.stop(employee))) throw new ExitWith(1);
    return this.#signals.signal.aborted ? 'stop' : this.#end;
  }

  async #work(): Promise<void> {
    this.#announceReady();
    const unlisten = this.#showStatus();
    try {
      if (this.#options.validate) await Promise.race([this.#validate(), this.#ended]);
      if (this.#options.drain) await this.#drain();
      else await this.#ended;
    } finally {
      unlisten();
    }
  }

  async #drain(): Promise<void> {
    const { api } = this.#employee;
    await Promise.race([this.#employee.drain(this.#signals.signal), this.#ended]);
    if (this.#signals.signal.aborted) return;
    const { queue } = await api.call('status', {});
    const message = `Nothing waits any more: ${queue.completed_today} finished today, ${queue.approvals} for your approval.`;
    this.#cli.output.result({ drained: true, queue }, () => [message]);
  }

  async #validate(): Promise<void> {
    const { signal } = this.#signals;
    try {
      const validation = await this.#employee.api.call('validate', {}, signal);
      for (const line of validationLines(validation, this.#cli.output)) this.#say(line);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof EmployeeError)) throw error;
      this.#note(error.message);
    }
  }

  #introduce(): void {
    const { workspace, problems } = this.#employee;
    if (workspace.kind === 'created') this.#note(`created the workspace ${workspace.root}`);
    if (workspace.kind === 'adopted') this.#note(`adopted the workspace ${workspace.root}`);
    for (const problem of problems) this.#note(problem);
  }

  /** The one word scripts wait for. With `--json` the document says it, or for `--drain` what came of it. */
  #announceReady(): void {
    const { output } = this.#cli;
    if (!this.#first) return;
    if (this.#live) this.#live.print('ready');
    else if (!this.#options.drain)
      output.result({ ready: true, workspace: this.#employee.workspace.root }, () => ['ready']);
    else output.line('ready');
  }

  #showStatus(): () => void {
    const live = this.#live;
    if (!live) return () => undefined;
    return this.#employee.onEvent((event) => {
      if (event.kind === 'status') live.show(statusLine(event.status));
    });
  }

  #say(text: string): void {
    if (this.#live) this.#live.print(text);
    else this.#cli.output.line(text);
  }

  #note(text: string): void {
    const line = plain(`employee: ${text}`);
    if (this.#live) this.#live.print(line);
    else this.#cli.output.note(line);
  }
}

function isLostLock(error: unknown): boolean {
  return error instanceof EmployeeError && error.code === 'lock_lost';
}
