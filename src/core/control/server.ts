import { createServer, type Server } from 'node:net';
import type { Api } from '../../shared/api.ts';
import { EmployeeError } from '../../shared/errors.ts';
import type { Clock, Random } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import type { Logger } from '../logging/index.ts';
import { type BoundAddress, bindAddress } from './bind.ts';
import { Connection } from './connection.ts';
import type { ControlEndpoint } from './endpoint.ts';

/** Connections that have not proved the token yet; the oldest makes room for a newcomer. */
const maxStrangers = 128;
const maxConnections = 128;
const closeGraceMs = 1_000;

export interface ControlServerOptions {
  readonly api: Api;
  /** Per-user secret that both sides prove. */
  readonly token: string;
  readonly endpoint: ControlEndpoint;
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/**
 * The door through which CLI and window reach the running employee.
 *
 * Only the holder of the workspace lock listens: whatever socket or pipe record it finds belongs to an owner
 * that is gone or was taken over, and is replaced.
 */
export class ControlServer {
  readonly #options: ControlServerOptions;
  readonly #strangers = new Set<Connection>();
  readonly #clients = new Set<Connection>();
  #listening: { readonly server: Server; readonly address: BoundAddress } | undefined;

  constructor(options: ControlServerOptions) {
    this.#options = options;
  }

  /** Resolves when clients can connect. Throws `unsafe_path` or `io`. */
  async listen(): Promise<void> {
    if (this.#listening)
      throw new EmployeeError('conflict', {
        what: 'cannot open the control socket',
        why: 'it is open already',
        hint: 'Close it first',
      });
    const { api, token, endpoint, clock, random, logger } = this.#options;
    const server = createServer((socket) => {
      this.#strangers.add(
        new Connection(socket, {
          api,
          token,
          subject: endpoint.subject,
          clock,
          random,
          logger,
          authenticated: (connection) => this.#admit(connection),
          closed: (connection) => this.#forget(connection),
        }),
      );
      const [oldest] = this.#strangers;
      if (this.#strangers.size > maxStrangers) oldest?.destroy();
    });
    const address = await bindAddress(server, this.#options);
    server.on('error', (error) => logger.error('cannot accept a control connection', { error }));
    this.#listening = { server, address };
  }

  /** Stops listening, lets requests in flight end for at most a second, hangs up. */
  async close(): Promise<void> {
    const listening = this.#listening;
    if (!listening) return;
    this.#listening = undefined;
    const closed = new Promise<void>((resolve) => listening.server.close(() => resolve()));
    await listening.address.release();
    for (const stranger of this.#strangers) stranger.destroy();
    await Promise.all([...this.#clients].map((client) => client.finish(closeGraceMs)));
    await closed;
  }

  #admit(connection: Connection): void {
    this.#strangers.delete(connection);
    if (this.#clients.size >= maxConnections) connection.destroy();
    else this.#clients.add(connection);
  }

  #forget(connection: Connection): void {
    this.#strangers.delete(connection);
    this.#clients.delete(connection);
  }
}
