import { EventEmitter } from 'node:events';
import type { CDPSession } from 'playwright-core';
// The package has the protocol's types but no export of that name.
import type { Protocol } from '../../../node_modules/playwright-core/types/protocol.d.ts';

export type EventName = keyof Protocol.Events;
export type EventPayload<Name extends EventName> = Protocol.Events[Name];

interface Reply {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

interface Waiting {
  readonly method: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** One WebSocket to Chromium, shared by the browser's own session and one session per window. */
export class Connection {
  readonly browser: Session;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #sessions = new Map<string, Session>();
  #lastId = 0;
  #closed = false;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.browser = this.session('');
    socket.addEventListener('message', (event) => this.#receive(JSON.parse(String(event.data)) as Reply));
    socket.addEventListener('close', () => this.#end());
  }

  static async open(url: string): Promise<Connection> {
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => reject(new Error(`no DevTools socket at ${url}`)));
    });
    return new Connection(socket);
  }

  session(id: string): Session {
    const session = new Session((method, params) => this.#send(id, method, params));
    this.#sessions.set(id, session);
    return session;
  }

  forget(id: string): void {
    this.#sessions.delete(id);
  }

  #send(sessionId: string, method: string, params: unknown): Promise<unknown> {
    if (this.#closed) return Promise.reject(new Error(`${method}: Chromium is gone`));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }));
    });
  }

  #receive(reply: Reply): void {
    if (reply.id === undefined) {
      this.#sessions.get(reply.sessionId ?? '')?.events.emit(reply.method ?? '', reply.params);
      return;
    }
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.error) waiting?.reject(new Error(`${waiting.method}: ${reply.error.message}`));
    else waiting?.resolve(reply.result);
  }

  #end(): void {
    this.#closed = true;
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Chromium is gone`));
    this.#waiting.clear();
  }
}

/** One conversation over the connection: with the browser, or with one page. */
export class Session {
  readonly send: CDPSession['send'];
  readonly events = new EventEmitter();

  constructor(send: (method: string, params: unknown) => Promise<unknown>) {
    // The protocol's types say what each method answers; nothing in between can check it.
    this.send = send as CDPSession['send'];
  }

  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): void {
    this.events.on(name, listener);
  }

  /** Sends where the answer does not matter and the page may be gone by then. */
  readonly tell: (...args: Parameters<CDPSession['send']>) => void = (...args) => {
    this.send(...args).catch(() => undefined);
  };
}
