import type { Clock, Timer } from '../../core/clock/index.ts';
import type { Preferences } from '../../shared/shell.ts';
import { isQuiet } from './quiet-hours.ts';

/** How often it is looked whether quiet hours are over: they may be changed meanwhile, and machines sleep. */
const quietCheckMs = 60_000;

export interface TellingDependencies {
  readonly clock: Clock;
  readonly quietHours: () => Preferences['quietHours'];
}

/** Calls `tell` once for all that was announced within a while, and never in quiet hours. */
export class Telling {
  readonly #clock: Clock;
  readonly #quietHours: TellingDependencies['quietHours'];
  readonly #tell: (nowMs: number, afterQuiet: boolean) => void;
  #timer: Timer | undefined;
  #stopped = false;

  constructor(
    { clock, quietHours }: TellingDependencies,
    tell: (nowMs: number, afterQuiet: boolean) => void,
  ) {
    this.#clock = clock;
    this.#quietHours = quietHours;
    this.#tell = tell;
  }

  /** Something is to be told in `delayMs`, unless it will be told already. */
  soon(delayMs: number): void {
    if (this.#timer === undefined) this.#arm(delayMs, false);
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  #arm(delayMs: number, afterQuiet: boolean): void {
    if (this.#stopped) return;
    this.#timer = this.#clock.after(delayMs, () => {
      this.#timer = undefined;
      const nowMs = this.#clock.now();
      if (isQuiet(this.#quietHours(), nowMs)) this.#arm(quietCheckMs, true);
      else this.#tell(nowMs, afterQuiet);
    });
  }
}
