import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Dialect } from './dialects.ts';

/** One request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: ChatRequest;
}

export interface ChatRequest {
  readonly model?: string;
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly temperature?: number;
  readonly response_format?: { readonly type: string };
}

/** What the model says to a request, or what happens instead. */
export type Turn =
  | {
      readonly kind: 'says';
      readonly content: string | null;
      readonly finish?: string;
      readonly refusal?: string;
      readonly usage?: Partial<Usage> | null;
    }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'page'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** These very bytes, as JSON. */
  | { readonly kind: 'text'; readonly text: string }
  /** Half of an answer, then the connection is reset. */
  | { readonly kind: 'reset' }
  /** One byte now and then, without an end. */
  | { readonly kind: 'drip' }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' };

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
}

export type Script = (request: ChatRequest, call: number) => Turn;

/** A model server on loopback that speaks like one of the endpoints people use. Listens until the test ends. */
export class ModelServer {
  readonly requests: SeenRequest[] = [];
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #dialect: Dialect;
  readonly #script: Script;
  readonly #drips = new Set<NodeJS.Timeout>();

  private constructor(dialect: Dialect, script: Script) {
    this.#dialect = dialect;
    this.#script = script;
  }

  static async start(dialect: Dialect, script: Script): Promise<ModelServer> {
    const server = new ModelServer(dialect, script);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => server.stop());
    return server;
  }

  get baseUrl(): string {
    // A server that listens on TCP has such an address.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/v1`;
  }

  /** Requests that ask for an answer. */
  get calls(): readonly SeenRequest[] {
    return this.requests.filter(({ method }) => method === 'POST');
  }

  async stop(): Promise<void> {
    for (const drip of this.#drips) clearInterval(drip);
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const text = Buffer.concat(pieces).toString('utf8');
    const body: ChatRequest = text === '' ? {} : JSON.parse(text);
    const path = request.url ?? '';
    this.requests.push({ method: request.method ?? '', path, headers: request.headers, body });
    if (request.method === 'GET' && path === '/v1/models') return json(response, 200, this.#dialect.models());
    if (path !== '/v1/chat/completions') return json(response, 404, { error: { message: 'Not Found' } });
    const refusal = this.#dialect.refuses(body);
    if (refusal) return json(response, refusal.status, refusal.body);
    this.#act(this.#script(body, this.calls.length), body, response);
  }

  #act(turn: Turn, body: ChatRequest, response: ServerResponse): void {
    switch (turn.kind) {
      case 'says':
        json(response, 200, this.#dialect.answer(turn, body));
        return;
      case 'status':
        json(response, turn.status, turn.body, turn.headers);
        return;
      case 'page':
        response.writeHead(turn.status, { 'content-type': 'text/html', ...turn.headers });
        response.end('<!doctype html><html><body><h1>Bad gateway</h1></body></html>');
        return;
      case 'text':
        response.writeHead(200, { 'content-type': 'application/json' }).end(turn.text);
        return;
      case 'reset':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"choices":[{"message":{"content":"{\\"thought', () => response.destroy());
        return;
      case 'drip':
        response.writeHead(200, { 'content-type': 'application/json' });
        this.#drips.add(setInterval(() => response.write(' '), 5));
        return;
      case 'hang':
        return;
    }
  }
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
