import { delay } from '../core/clock/index.ts';
import type { Cli } from './cli.ts';
import type { OpenedEmployee } from './workspace.ts';

/** A graceful stop that takes longer is ended: the next start puts right what it left. */
const gracefulMs = 30_000;
/** Longest time a stop at once may take. */
const atOnceMs = 3_000;

/** Turns SIGINT, SIGTERM and SIGHUP into a graceful stop, and a second one into a stop at once. */
export class StopSignals {
  readonly #cli: Cli;
  readonly #first = new AbortController();
  readonly #second = new AbortController();
  readonly #unlisten: () => void;
  /** Resolves with the first signal. */
  readonly asked: Promise<void>;

  constructor(cli: Cli) {
    this.#cli = cli;
    this.asked = new Promise((resolve) => {
      this.#first.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    this.#unlisten = cli.terminal.onSignal(() => {
      if (this.#first.signal.aborted) this.#second.abort();
      else this.#first.abort();
    });
  }

  /** Aborts with the first signal. */
  get signal(): AbortSignal {
    return this.#first.signal;
  }

  /** Stops the employee; whether it ended gracefully: within 30 s and without a second signal. */
  async stop(employee: OpenedEmployee): Promise<boolean> {
    const ended = employee.stop('graceful').then(() => true);
    const impatient = delay(this.#cli.clock, gracefulMs, this.#second.signal).then(
      () => false,
      () => false,
    );
    if (await Promise.race([ended, impatient])) return true;
    // The stop at once has the same outcome, and is the one that is awaited.
    ended.catch(() => undefined);
    await Promise.race([employee.stop('now'), delay(this.#cli.clock, atOnceMs)]);
    return false;
  }

  /** Signals end the process again. */
  close(): void {
    this.#unlisten();
    this.#second.abort();
  }
}
