// Loaded first in utility processes: gives them `process.parentPort`.
import { EventEmitter } from 'node:events';

interface PortMessage {
  readonly data: unknown;
  readonly ports: readonly never[];
}

/** Messages wait until somebody listens, as a port that is not started does. */
class ParentPort extends EventEmitter {
  readonly #waiting: PortMessage[] = [];
  #listening = false;

  constructor() {
    super();
    process.on('message', (data) => this.#receive({ data, ports: [] }));
    this.on('newListener', (name) => {
      if (name === 'message' && !this.#listening) queueMicrotask(() => this.#release());
    });
  }

  postMessage(message: unknown): void {
    process.send?.(message);
  }

  start(): void {}

  #receive(message: PortMessage): void {
    if (this.#listening) this.emit('message', message);
    else this.#waiting.push(message);
  }

  #release(): void {
    this.#listening = true;
    for (const message of this.#waiting.splice(0)) this.emit('message', message);
  }
}

Object.assign(process, { parentPort: new ParentPort(), type: 'utility' });
