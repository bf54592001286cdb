import { connect, type Socket } from 'node:net';
import {
  type Api,
  type CommandName,
  type CommandParams,
  type CommandResult,
  commands,
} from '../../shared/api.ts';
import { EmployeeError, isSystemError } from '../../shared/errors.ts';
import { type Clock, delay, type Random, type Timer } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import { readPipeRecord } from './bind.ts';
import { oneLine, validParams } from './dispatch.ts';
import type { ControlEndpoint } from './endpoint.ts';
import { encodeFrame, FrameReader, maxFrameBytes } from './frames.ts';
import {
  handshakeMs,
  helloSchema,
  isProof,
  nonceBytes,
  protocolVersion,
  proveToken,
  welcomeSchema,
} from './handshake.ts';
import { fromWire, type Response, responseSchema } from './messages.ts';
import { isPrivateFolder } from './private-folder.ts';

/** A running employee answers a ping within this time, however long the command itself takes. */
const silenceMs = 15_000;
const pingEveryMs = 5_000;
const busyRetryMs = 20;

export interface ControlClientOptions {
  readonly endpoint: ControlEndpoint;
  readonly token: string;
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
}

interface PendingCall {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The running employee, from another process. */
export class ControlClient implements Api {
  /** Resolves when the connection is gone, whoever ended it. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #reader: FrameReader;
  readonly #clock: Clock;
  readonly #calls = new Map<number, PendingCall>();
  #nextId = 1;
  #heardMs: number;
  #heartbeat: Timer | undefined;

  private constructor(socket: Socket, reader: FrameReader, clock: Clock) {
    this.#socket = socket;
    this.#reader = reader;
    this.#clock = clock;
    this.#heardMs = clock.now();
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.#fail(hungUp());
        resolve();
      });
    });
  }

  /**
   * Connects to the employee of a workspace; `undefined` when nobody listens. Throws `timeout` when somebody
   * listens but stays silent, `failed` when it does not know this user's token.
   */
  static async connect(options: ControlClientOptions): Promise<ControlClient | undefined> {
    for (const path of addresses(options)) {
      const socket = await open(path, options.clock);
      if (!socket) continue;
      const reader = await shakeHands(socket, options);
      return new ControlClient(socket, reader, options.clock);
    }
    return undefined;
  }

  async call<Name extends CommandName>(
    name: Name,
    params: CommandParams<Name>,
    signal?: AbortSignal,
  ): Promise<CommandResult<Name>> {
    signal?.throwIfAborted();
    const id = this.#nextId++;
    const frame = encodeFrame({ id, name, params: validParams(name, params) });
    if (frame === undefined) throw tooLong(name);
    if (!this.#socket.writable) throw hungUp();
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
    });
    const cancel = () => {
      if (this.#socket.writable) this.#socket.write(`${JSON.stringify({ id, cancel: true })}\n`);
      this.#calls.get(id)?.reject(signal?.reason);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    this.#heardMs = this.#clock.now();
    this.#socket.write(frame);
    this.#listenForLife();
    try {
      return validResult(name, await answer);
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#calls.delete(id);
      if (this.#calls.size === 0) this.#heartbeat?.cancel();
    }
  }

  /** Hangs up; calls in flight fail and are cancelled on the other side. */
  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#heardMs = this.#clock.now();
    try {
      for (const frame of this.#reader.push(chunk)) this.#settle(responseSchema.parse(frame));
    } catch {
      this.#socket.destroy();
    }
  }

  #settle(response: Response): void {
    if ('pong' in response) return;
    const call = this.#calls.get(response.id);
    if ('error' in response) call?.reject(fromWire(response.error));
    else call?.resolve(response.result);
  }

  #listenForLife(): void {
    this.#heartbeat?.cancel();
    this.#heartbeat = this.#clock.after(pingEveryMs, () => {
      if (this.#calls.size === 0) return;
      if (this.#clock.now() - this.#heardMs > silenceMs) {
        this.#fail(silent());
        this.#socket.destroy();
        return;
      }
      if (this.#socket.writable) this.#socket.write('{"ping":true}\n');
      this.#listenForLife();
    });
  }

  #fail(error: EmployeeError): void {
    this.#heartbeat?.cancel();
    for (const call of this.#calls.values()) call.reject(error);
  }
}

function addresses({ endpoint, files }: ControlClientOptions): readonly string[] {
  if (endpoint.kind === 'pipe') {
    const pipe = readPipeRecord(files, endpoint.recordPath);
    return pipe === undefined ? [] : [pipe];
  }
  return endpoint.places
    .filter((place) => isPrivateFolder(place.folder, endpoint.userId))
    .map((place) => place.path);
}

/** `undefined` when nobody listens at `path`. Waits while the listener's queue of connections is full. */
async function open(path: string, clock: Clock): Promise<Socket | undefined> {
  const deadlineMs = clock.now() + handshakeMs;
  for (;;) {
    const socket = await attempt(path);
    if (socket !== 'busy') return socket;
    if (clock.now() >= deadlineMs) throw silent();
    await delay(clock, busyRetryMs);
  }
}

function attempt(path: string): Promise<Socket | 'busy' | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.on('error', (error) => {
      if (isSystemError(error, 'ENOENT', 'ECONNREFUSED', 'ENOTSOCK')) resolve(undefined);
      else if (isSystemError(error, 'EAGAIN', 'EBUSY')) resolve('busy');
      else reject(refused(error.message));
    });
  });
}

/** Proves the token to the employee and has it prove the token in turn. */
async function shakeHands(socket: Socket, options: ControlClientOptions): Promise<FrameReader> {
  const { token, endpoint, clock, random } = options;
  const reader = new FrameReader();
  const clientNonce = random.hex(nonceBytes);
  const next = frames(socket, reader, clock);
  try {
    const hello = helloSchema.parse(await next());
    if (hello.employee !== protocolVersion) throw refused('it is of another version');
    const challenge = { subject: endpoint.subject, serverNonce: hello.nonce, clientNonce };
    const proof = proveToken(token, 'client', challenge);
    socket.write(`${JSON.stringify({ nonce: clientNonce, proof })}\n`);
    const welcome = welcomeSchema.parse(await next());
    if (!isProof(proveToken(token, 'server', challenge), welcome.proof)) throw refused(strangersToken);
    reader.maxBytes = maxFrameBytes;
    return reader;
  } catch (error) {
    socket.destroy();
    throw error instanceof EmployeeError ? error : refused('it does not speak the control protocol');
  }
}

/** The next frame of the handshake each time it is called; both must come within the handshake's time. */
function frames(socket: Socket, reader: FrameReader, clock: Clock): () => Promise<unknown> {
  const deadlineMs = clock.now() + handshakeMs;
  return () =>
    new Promise((resolve, reject) => {
      const receive = (chunk: Buffer) => {
        try {
          const [frame] = reader.push(chunk);
          if (frame !== undefined) settle(() => resolve(frame));
        } catch (error) {
          settle(() => reject(error));
        }
      };
      const closed = () => settle(() => reject(refused(strangersToken)));
      const settle = (then: () => void) => {
        timer.cancel();
        socket.removeListener('data', receive);
        socket.removeListener('close', closed);
        then();
      };
      const timer = clock.after(deadlineMs - clock.now(), () => settle(() => reject(silent())));
      socket.on('data', receive);
      socket.on('close', closed);
    });
}

function validResult<Name extends CommandName>(name: Name, result: unknown): CommandResult<Name> {
  const parsed = commands[name].result.safeParse(result);
  if (parsed.success) return parsed.data as CommandResult<Name>;
  throw new EmployeeError('failed', {
    what: `cannot understand the answer to ${name}`,
    why: oneLine(parsed.error),
    hint: 'The running employee may be of another version: stop it and start this one',
  });
}

const strangersToken = "it does not know this user's control token";

function refused(why: string): EmployeeError {
  return new EmployeeError('failed', {
    what: 'cannot talk to the running employee',
    why,
    hint: 'Stop it where it was started, then start it again',
  });
}

function silent(): EmployeeError {
  return new EmployeeError('timeout', {
    what: 'cannot talk to the running employee',
    why: 'it does not answer',
    hint: 'Wait and try again; if it stays silent, run "employee run --take-over"',
  });
}

function hungUp(): EmployeeError {
  return new EmployeeError('not_running', {
    what: 'cannot finish the command',
    why: 'the running employee closed the connection',
    hint: 'Look at "employee status", then try again',
  });
}

function tooLong(name: string): EmployeeError {
  return new EmployeeError('invalid_input', {
    what: `cannot do ${name}`,
    why: 'the request is longer than 16 MiB',
    hint: 'Send less at once',
  });
}
