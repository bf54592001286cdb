import type { Clock, Timer } from '../../core/clock/index.ts';

/**
 * The shortest time between two messages of a topic: forty a second. A file that is done in a moment changes the
 * status three times within it; the last is to be on screen within 100 ms.
 */
export const pushEveryMs = 25;

export interface PacedTopicOptions<Message, Change> {
  readonly clock: Clock;
  /** What is to be pushed after a further change: never more than a bounded amount. */
  readonly gather: (pending: Message | undefined, change: Change) => Message;
  /** Whether a new listener hears the latest message at once. */
  readonly replay: boolean;
}

/**
 * Tells listeners of changes, the first at once and further ones gathered for `pushEveryMs`. Holds one message at most,
 * however many changes come.
 */
export class PacedTopic<Message, Change = Message> {
  readonly #options: PacedTopicOptions<Message, Change>;
  readonly #listeners = new Set<(message: Message) => void>();
  #pending: Message | undefined;
  #latest: Message | undefined;
  #timer: Timer | undefined;

  constructor(options: PacedTopicOptions<Message, Change>) {
    this.#options = options;
  }

  get latest(): Message | undefined {
    return this.#pending ?? this.#latest;
  }

  publish(change: Change): void {
    this.#pending = this.#options.gather(this.#pending, change);
    if (this.#timer === undefined) this.#push();
  }

  subscribe(listener: (message: Message) => void): () => void {
    // Each subscription is its own, also when two share a function.
    const own = (message: Message) => listener(message);
    this.#listeners.add(own);
    const latest = this.latest;
    if (this.#options.replay && latest !== undefined) own(latest);
    return () => void this.#listeners.delete(own);
  }

  #push(): void {
    const message = this.#pending;
    if (message === undefined) return;
    this.#pending = undefined;
    if (this.#options.replay) this.#latest = message;
    this.#timer = this.#options.clock.after(pushEveryMs, () => {
      this.#timer = undefined;
      this.#push();
    });
    for (const listener of this.#listeners) listener(message);
  }
}

/** A topic whose messages each say everything: only the latest counts. */
export function latestOnly<Message>(clock: Clock): PacedTopic<Message> {
  return new PacedTopic({ clock, gather: (_pending, change) => change, replay: true });
}
