import type { Connection } from '../chromium/connection.ts';

/** What the launcher knows and Electron's modules need: one per process, as Electron's modules are. */
export interface Application {
  /** The folder given to `electron`, or that of the given file. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** Arguments as Electron would list them, without the executable. */
  readonly args: readonly string[];
}

class Host {
  application: Application = { path: process.cwd(), name: 'Electron', version: '0.0.0', args: [] };
  /** Set by `app`: on the way out windows may close without asking. */
  quitting = false;
  /** The process is ending: no Chromium is to be started any more. */
  exiting = false;
  /** Ends Chromium and removes its profile; set once it runs. */
  stopChromium: () => Promise<void> = async () => undefined;
  readonly connected: Promise<Connection>;
  readonly whenReady: Promise<void>;
  #connection: Connection | undefined;
  #ready = false;
  #resolveConnected: (connection: Connection) => void = () => undefined;
  #resolveReady: () => void = () => undefined;

  constructor() {
    this.connected = new Promise((resolve) => {
      this.#resolveConnected = resolve;
    });
    this.whenReady = new Promise((resolve) => {
      this.#resolveReady = resolve;
    });
  }

  get connection(): Connection {
    if (!this.#connection) throw new Error('electron stand-in: Chromium does not run yet');
    return this.#connection;
  }

  get ready(): boolean {
    return this.#ready;
  }

  becomeReady(): void {
    this.#ready = true;
    this.#resolveReady();
  }

  connect(connection: Connection): void {
    this.#connection = connection;
    this.#resolveConnected(connection);
  }
}

export const host = new Host();

export function warn(text: string): void {
  process.stderr.write(`electron stand-in: ${text}\n`);
}
