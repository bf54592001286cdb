import type { Socket } from 'node:net';
import type { Api } from '../../shared/api.ts';
import { EmployeeError } from '../../shared/errors.ts';
import type { Clock, Random, Timer } from '../clock/index.ts';
import type { Logger } from '../logging/index.ts';
import { dispatch } from './dispatch.ts';
import { encodeFrame, FrameReader, maxFrameBytes } from './frames.ts';
import { answerSchema, handshakeMs, isProof, nonceBytes, protocolVersion, proveToken } from './handshake.ts';
import { requestSchema, toWire } from './messages.ts';

const maxRequestsInFlight = 256;
/** Answers a client may leave unread before it is cut off, in bytes. */
const maxUnreadBytes = 4 * maxFrameBytes;

export interface ConnectionDependencies {
  readonly api: Api;
  readonly token: string;
  readonly subject: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly authenticated: (connection: Connection) => void;
  readonly closed: (connection: Connection) => void;
}

/**
 * The server's side of one connection. Until the token is proved it holds at most one short frame for at most
 * two seconds; whatever breaks the protocol ends the connection and nothing else.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #dependencies: ConnectionDependencies;
  readonly #reader = new FrameReader();
  readonly #requests = new Map<number, AbortController>();
  readonly #nonce: string;
  readonly #deadline: Timer;
  #authenticated = false;
  #idle: (() => void) | undefined;

  constructor(socket: Socket, dependencies: ConnectionDependencies) {
    this.#socket = socket;
    this.#dependencies = dependencies;
    this.#nonce = dependencies.random.hex(nonceBytes);
    this.#deadline = dependencies.clock.after(handshakeMs, () => this.destroy());
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', () => this.destroy());
    socket.on('close', () => this.#closed());
    this.#send({ employee: protocolVersion, nonce: this.#nonce });
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** Lets what is in flight end for at most `graceMs`, then cancels it and hangs up. */
  async finish(graceMs: number): Promise<void> {
    const timer = this.#dependencies.clock.after(graceMs, () => this.destroy());
    await new Promise<void>((resolve) => {
      this.#socket.once('close', () => resolve());
      if (this.#socket.closed) resolve();
      this.#idle = () => this.#socket.end();
      if (this.#requests.size === 0) this.#idle();
    });
    timer.cancel();
  }

  #receive(chunk: Buffer): void {
    try {
      for (const frame of this.#reader.push(chunk)) {
        if (this.#authenticated) this.#request(frame);
        else this.#authenticate(frame);
        if (this.#socket.destroyed) return;
      }
    } catch {
      this.destroy();
    }
  }

  #authenticate(frame: unknown): void {
    const { nonce, proof } = answerSchema.parse(frame);
    const { token, subject } = this.#dependencies;
    const challenge = { subject, serverNonce: this.#nonce, clientNonce: nonce };
    if (!isProof(proveToken(token, 'client', challenge), proof)) {
      this.destroy();
      return;
    }
    this.#authenticated = true;
    this.#deadline.cancel();
    this.#reader.maxBytes = maxFrameBytes;
    this.#send({ proof: proveToken(token, 'server', challenge) });
    this.#dependencies.authenticated(this);
  }

  #request(frame: unknown): void {
    const request = requestSchema.parse(frame);
    if ('ping' in request) this.#send({ pong: true });
    else if ('cancel' in request) this.#requests.get(request.id)?.abort();
    else if (this.#requests.has(request.id)) this.destroy();
    else if (this.#requests.size >= maxRequestsInFlight)
      this.#send({ id: request.id, error: toWire(tooMany(request.name), request.name) });
    else void this.#answer(request.id, request.name, request.params);
  }

  async #answer(id: number, name: string, params: unknown): Promise<void> {
    const controller = new AbortController();
    this.#requests.set(id, controller);
    try {
      const result = await dispatch(this.#dependencies.api, name, params, controller.signal);
      if (!this.#send({ id, result: result ?? {} })) throw tooLong(name);
    } catch (error) {
      if (!(error instanceof EmployeeError) && !controller.signal.aborted)
        this.#dependencies.logger.error('a command failed', { command: name, error });
      this.#send({ id, error: toWire(error, name) });
    } finally {
      this.#requests.delete(id);
      if (this.#requests.size === 0) this.#idle?.();
    }
  }

  /** Whether the value fits a frame; to a connection that is gone nothing is sent. */
  #send(value: unknown): boolean {
    const frame = encodeFrame(value);
    if (frame === undefined) return false;
    if (this.#socket.writable) this.#socket.write(frame);
    if (this.#socket.writableLength > maxUnreadBytes) this.destroy();
    return true;
  }

  #closed(): void {
    this.#deadline.cancel();
    for (const controller of this.#requests.values()) controller.abort();
    this.#dependencies.closed(this);
  }
}

function tooMany(name: string): EmployeeError {
  return new EmployeeError('conflict', {
    what: `cannot do ${name}`,
    why: `${maxRequestsInFlight} requests are in flight on this connection`,
    hint: 'Wait for answers before asking more',
  });
}

function tooLong(name: string): EmployeeError {
  return new EmployeeError('failed', {
    what: `cannot do ${name}`,
    why: 'the answer is longer than 16 MiB',
    hint: 'Ask for less, for example with --limit',
  });
}
