import type { Clock, Timer } from '../../core/clock/index.ts';
import type { OutputStream } from '../terminal.ts';
import { cutTo } from './width.ts';

const terminalEveryMs = 100;
const plainEveryMs = 1_000;
const eraseLine = '\r\u001b[K';

/** One line that is kept up to date on a terminal; elsewhere a new line for each change, at most one a second. */
export class LiveLine {
  readonly #stream: OutputStream;
  readonly #clock: Clock;
  #wanted = '';
  #shown = '';
  #pause: Timer | undefined;

  constructor(stream: OutputStream, clock: Clock) {
    this.#stream = stream;
    this.#clock = clock;
  }

  show(text: string): void {
    this.#wanted = text;
    if (this.#pause === undefined) this.#draw();
  }

  /** Writes a line that stays, above the live one. */
  print(text: string): void {
    if (!this.#stream.isTerminal) {
      this.#stream.write(`${text}\n`);
      return;
    }
    this.#stream.write(`${eraseLine}${text}\n${this.#fitted()}`);
  }

  /** Leaves the last state standing. */
  end(): void {
    this.#pause?.cancel();
    this.#pause = undefined;
    if (this.#stream.isTerminal && this.#shown !== '') this.#stream.write('\n');
  }

  #draw(): void {
    if (this.#wanted === this.#shown) return;
    this.#shown = this.#wanted;
    this.#stream.write(this.#stream.isTerminal ? `${eraseLine}${this.#fitted()}` : `${this.#shown}\n`);
    this.#pause = this.#clock.after(this.#stream.isTerminal ? terminalEveryMs : plainEveryMs, () => {
      this.#pause = undefined;
      this.#draw();
    });
  }

  #fitted(): string {
    return cutTo(this.#shown, Math.max(20, this.#stream.columns - 1));
  }
}
