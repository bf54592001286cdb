import { type Clock, SystemClock, type Timer } from '../../src/core/clock/index.ts';

/** The system's clock, ahead by as much as the test says: timers run in real time, and those a jump passes run at once. */
export class JumpingClock implements Clock {
  readonly #system = new SystemClock();
  readonly #timers = new Set<{ readonly dueMs: number; readonly run: () => void }>();
  #aheadMs: number;

  constructor(aheadMs = 0) {
    this.#aheadMs = aheadMs;
  }

  now(): number {
    return this.#system.now() + this.#aheadMs;
  }

  after(delayMs: number, run: () => void): Timer {
    const once = () => {
      if (!this.#timers.delete(timer)) return;
      real.cancel();
      run();
    };
    const timer = { dueMs: this.now() + delayMs, run: once };
    this.#timers.add(timer);
    const real = this.#system.after(delayMs, once);
    return {
      cancel: () => {
        this.#timers.delete(timer);
        real.cancel();
      },
    };
  }

  jump(byMs: number): void {
    this.#aheadMs += byMs;
    for (const timer of [...this.#timers]) if (timer.dueMs <= this.now()) timer.run();
  }
}
