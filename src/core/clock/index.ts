import { randomBytes } from 'node:crypto';

export { Gate } from './gate.ts';
export { TimeSlice } from './time-slice.ts';

/** Time as the employee sees it; tests own theirs. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Calls `run` once after `delayMs`, unless cancelled. A pending timer keeps the process alive only when somebody
   * waits for it (`awaited`).
   */
  after(delayMs: number, run: () => void, awaited?: boolean): Timer;
}

export interface Timer {
  cancel(): void;
}

/** The machine's clock. Delays over 24 days are cut to 24 days: callers re-arm from `now()`. */
export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }

  after(delayMs: number, run: () => void, awaited = false): Timer {
    const timeout = setTimeout(run, Math.min(Math.max(delayMs, 0), 2_000_000_000));
    if (!awaited) timeout.unref();
    return { cancel: () => clearTimeout(timeout) };
  }
}

/** Resolves after `delayMs`; rejects with the signal's reason when aborted first. */
export function delay(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      timer.cancel();
      reject(signal?.reason);
    };
    const timer = clock.after(
      delayMs,
      () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      },
      true,
    );
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** Lets everything else that is ready run first: long work pauses so, and the event loop stays free. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Source of unpredictable bytes: ids, nonces, tokens. */
export interface Random {
  hex(bytes: number): string;
}

/** UTC, RFC 3339 with milliseconds. */
export function timestamp(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

/** Calendar day `YYYY-MM-DD` in UTC: audit file names and budgets. */
export function utcDay(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}

/** Calendar day `YYYY-MM-DD` where the person lives: every "today" that is shown. */
export function localDay(epochMs: number): string {
  const date = new Date(epochMs);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

const poolBytes = 1_024;

/** The system's cryptographic randomness. */
export class SystemRandom implements Random {
  /** Drawn in one go, since each call of the system's source is dear; every byte is handed out once. */
  #pool = Buffer.alloc(0);

  hex(bytes: number): string {
    if (this.#pool.byteLength < bytes) this.#pool = randomBytes(Math.max(bytes, poolBytes));
    const drawn = this.#pool.subarray(0, bytes);
    const hex = drawn.toString('hex');
    drawn.fill(0);
    this.#pool = this.#pool.subarray(bytes);
    return hex;
  }
}
