import { imitates, Loud } from './loud.ts';

export interface RequestDetails {
  readonly id: number;
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
  readonly webContentsId: number;
}

export interface ResponseDetails extends RequestDetails {
  readonly statusCode: number;
  readonly responseHeaders: Readonly<Record<string, string[]>>;
}

interface BeforeRequestAnswer {
  readonly cancel?: boolean;
  readonly redirectURL?: string;
}

interface HeadersAnswer {
  readonly cancel?: boolean;
  readonly responseHeaders?: Readonly<Record<string, string | string[]>>;
}

type Listener<Details, Answer> = (details: Details, callback: (answer: Answer) => void) => void;

interface Filter {
  readonly urls: readonly string[];
}

interface Registered<Details, Answer> {
  readonly matches: (url: string) => boolean;
  readonly listener: Listener<Details, Answer>;
}

type Arguments<Details, Answer> =
  | [listener: Listener<Details, Answer> | null]
  | [filter: Filter, listener: Listener<Details, Answer> | null];

/** `session.webRequest`: the two stages the app uses. */
export class WebRequest extends Loud {
  #beforeRequest: Registered<RequestDetails, BeforeRequestAnswer> | undefined;
  #headersReceived: Registered<ResponseDetails, HeadersAnswer> | undefined;

  onBeforeRequest(...args: Arguments<RequestDetails, BeforeRequestAnswer>): void {
    this.#beforeRequest = registered(args);
  }

  onHeadersReceived(...args: Arguments<ResponseDetails, HeadersAnswer>): void {
    this.#headersReceived = registered(args);
  }

  watchesHeaders(url: string): boolean {
    return this.#headersReceived?.matches(url) ?? false;
  }

  beforeRequest(details: RequestDetails): Promise<BeforeRequestAnswer> {
    return ask(this.#beforeRequest, details);
  }

  headersReceived(details: ResponseDetails): Promise<HeadersAnswer> {
    return ask(this.#headersReceived, details);
  }
}
imitates(WebRequest, 'session.webRequest', import.meta.url);

function registered<Details, Answer>(
  args: Arguments<Details, Answer>,
): Registered<Details, Answer> | undefined {
  const [filter, listener] = args.length === 1 ? [{ urls: ['<all_urls>'] }, args[0]] : args;
  if (!listener) return undefined;
  const patterns = filter.urls.map(patternToExpression);
  return { listener, matches: (url) => patterns.some((pattern) => pattern.test(url)) };
}

function ask<Details extends { readonly url: string }, Answer extends object>(
  registered: Registered<Details, Answer> | undefined,
  details: Details,
): Promise<Answer | Record<string, never>> {
  if (!registered?.matches(details.url)) return Promise.resolve({});
  return new Promise((resolve) => registered.listener(details, resolve));
}

/** Match patterns of the WebExtensions kind: `*://*.example.org/*`. */
function patternToExpression(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /^/;
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`);
}
