import { host } from './host.ts';
import { imitates, Loud } from './loud.ts';
import { schemes } from './schemes.ts';

type RequestHandler = (request: Request) => Response | Promise<Response>;

interface CustomScheme {
  readonly scheme: string;
  readonly privileges?: object;
}

/** `protocol`, and each session's own. Privileges are not told apart: the mapped origin has them all. */
export class Protocol extends Loud {
  readonly #handlers = new Map<string, RequestHandler>();

  registerSchemesAsPrivileged(customSchemes: readonly CustomScheme[]): void {
    if (host.ready)
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme } of customSchemes) schemes.add(scheme);
  }

  handle(scheme: string, handler: RequestHandler): void {
    if (this.#handlers.has(scheme)) throw new Error(`The scheme '${scheme}' is already handled`);
    schemes.add(scheme);
    this.#handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.#handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  /** For the interception of a page's requests. */
  handlerOf(scheme: string): RequestHandler | undefined {
    return this.#handlers.get(scheme);
  }
}
imitates(Protocol, 'protocol', import.meta.url);
