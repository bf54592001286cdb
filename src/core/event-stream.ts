import type { EmployeeEvent } from '../shared/events.ts';
import type { Status } from '../shared/status.ts';

export interface EventStreamDependencies {
  readonly status: () => Status;
  /** Told of every error a listener threw; the others hear the event all the same. */
  readonly failed: (error: unknown) => void;
}

/** What the surfaces listen to. Without a listener nothing is computed; the status is, once a turn, however much changed in it. */
export class EventStream {
  readonly #dependencies: EventStreamDependencies;
  readonly #listeners = new Set<(event: EmployeeEvent) => void>();
  #statusIsDue = false;

  constructor(dependencies: EventStreamDependencies) {
    this.#dependencies = dependencies;
  }

  /** Calls `listener` with the present status, then with every event. Returns how to stop that. */
  listen(listener: (event: EmployeeEvent) => void): () => void {
    // Its own function: one that listens twice is also heard twice.
    const heard = (event: EmployeeEvent) => listener(event);
    this.#listeners.add(heard);
    this.#tell(heard, { kind: 'status', status: this.#dependencies.status() });
    return () => void this.#listeners.delete(heard);
  }

  /** Counts, services or the step in hand changed: the status follows at the end of this turn. */
  statusChanged(): void {
    if (this.#statusIsDue || this.#listeners.size === 0) return;
    this.#statusIsDue = true;
    setImmediate(() => {
      this.#statusIsDue = false;
      if (this.#listeners.size > 0) this.emit({ kind: 'status', status: this.#dependencies.status() });
    });
  }

  emit(event: EmployeeEvent): void {
    for (const listener of this.#listeners) this.#tell(listener, event);
  }

  #tell(listener: (event: EmployeeEvent) => void, event: EmployeeEvent): void {
    try {
      listener(event);
    } catch (error) {
      this.#dependencies.failed(error);
    }
  }
}
