import type { FinalStatus } from '../../shared/task.ts';
import { type Clock, localDay } from '../clock/index.ts';

/** What was finished on the person's calendar day; starts over at midnight by itself. */
export class DayCounts {
  readonly #clock: Clock;
  #day: string;
  #completed = 0;
  #failed = 0;

  constructor(clock: Clock, today: { readonly completed: number; readonly failed: number }) {
    this.#clock = clock;
    this.#day = localDay(clock.now());
    this.#completed = today.completed;
    this.#failed = today.failed;
  }

  add(status: FinalStatus): void {
    this.#turnPage();
    if (status === 'completed') this.#completed += 1;
    if (status === 'failed') this.#failed += 1;
  }

  get today(): { readonly completed: number; readonly failed: number } {
    this.#turnPage();
    return { completed: this.#completed, failed: this.#failed };
  }

  #turnPage(): void {
    const day = localDay(this.#clock.now());
    if (day === this.#day) return;
    this.#day = day;
    this.#completed = 0;
    this.#failed = 0;
  }
}
