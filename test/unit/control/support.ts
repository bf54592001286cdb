import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Clock, SystemClock, SystemRandom } from '../../../src/core/clock/index.ts';
import {
  ControlClient,
  type ControlEndpoint,
  ControlServer,
  controlEndpoint,
  type SocketPlace,
} from '../../../src/core/control/index.ts';
import type { Logger } from '../../../src/core/logging/index.ts';
import type { Api } from '../../../src/shared/api.ts';
import { testFiles } from '../../helpers/test-files.ts';

export const token = 'a'.repeat(64);

/** A short folder: socket paths must stay within 103 bytes. */
export function shortFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ctl-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function testEndpoint(runtime = shortFolder(), workspaceRoot = '/work'): ControlEndpoint {
  const endpoint = controlEndpoint({
    workspaceRoot,
    platform: process.platform,
    environment: { XDG_RUNTIME_DIR: runtime },
    temporaryFolder: runtime,
    userId: process.getuid?.(),
    stateFolder: runtime,
  });
  return endpoint.kind === 'socket' ? { ...endpoint, places: endpoint.places.slice(0, 1) } : endpoint;
}

export function firstPlace(endpoint: ControlEndpoint): SocketPlace {
  const place = endpoint.kind === 'socket' ? endpoint.places[0] : undefined;
  if (!place) throw new Error('these tests need sockets');
  return place;
}

/** An api of one answer for every call. */
export function fakeApi(
  answer: (name: string, params: unknown, signal: AbortSignal | undefined) => unknown,
): Api {
  return { call: async (name, params, signal) => (await answer(name, params, signal)) as never };
}

export class RecordingLogger implements Logger {
  readonly lines: string[] = [];
  debug = (message: string) => void this.lines.push(message);
  info = this.debug;
  warn = this.debug;
  error = this.debug;
}

export async function startServer(
  api: Api,
  endpoint: ControlEndpoint,
  options: { clock?: Clock; logger?: Logger } = {},
): Promise<ControlServer> {
  const server = new ControlServer({
    api,
    token,
    endpoint,
    files: testFiles(),
    clock: options.clock ?? new SystemClock(),
    random: new SystemRandom(),
    logger: options.logger ?? new RecordingLogger(),
  });
  await server.listen();
  onTestFinished(() => server.close());
  return server;
}

export async function connectClient(
  endpoint: ControlEndpoint,
  options: { token?: string; clock?: Clock } = {},
): Promise<ControlClient | undefined> {
  const client = await ControlClient.connect({
    endpoint,
    token: options.token ?? token,
    files: testFiles(),
    clock: options.clock ?? new SystemClock(),
    random: new SystemRandom(),
  });
  if (client) onTestFinished(() => client.close());
  return client;
}

export async function connected(endpoint: ControlEndpoint): Promise<ControlClient> {
  const client = await connectClient(endpoint);
  if (!client) throw new Error('nobody listens');
  return client;
}

/** A stranger's raw connection. */
export function rawConnection(endpoint: ControlEndpoint): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(firstPlace(endpoint).path);
    onTestFinished(() => void socket.destroy());
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.removeListener('error', reject);
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}

export function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once('close', () => resolve());
  });
}

/** Lines as they arrive. */
export function lineReader(socket: Socket): () => Promise<string> {
  let text = '';
  const waiting: ((line: string) => void)[] = [];
  const lines: string[] = [];
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      const next = waiting.shift();
      if (next) next(line);
      else lines.push(line);
    }
  });
  return () =>
    new Promise((resolve) => {
      const line = lines.shift();
      if (line !== undefined) resolve(line);
      else waiting.push(resolve);
    });
}
