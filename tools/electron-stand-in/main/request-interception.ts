import type { EventPayload, Session as Page } from '../chromium/connection.ts';
import { warn } from './host.ts';
import { schemes } from './schemes.ts';
import type { WebContents } from './web-contents.ts';
import type { RequestDetails } from './web-request.ts';

type Paused = EventPayload<'Fetch.requestPaused'>;
type Headers = Readonly<Record<string, string | readonly string[]>>;

let lastRequestId = 0;

/** Every request of a page: asks `will-navigate`, `webRequest` and `protocol.handle` in Electron's order. */
export class RequestInterception {
  readonly #contents: WebContents;
  readonly #page: Page;

  constructor(contents: WebContents, page: Page) {
    this.#contents = contents;
    this.#page = page;
  }

  async start(): Promise<void> {
    this.#page.on('Fetch.requestPaused', (paused) => {
      this.#decide(paused).catch((error: unknown) => {
        // A navigation away drops the requests of the page before it.
        if (!this.#contents.isDestroyed() && !/Invalid InterceptionId|is gone/.test(String(error)))
          warn(`request of ${paused.request.url}: ${String(error)}`);
      });
    });
    await this.#page.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  }

  async #decide(paused: Paused): Promise<unknown> {
    const { webRequest, protocol } = this.#contents.session;
    const url = schemes.fromWeb(paused.request.url);
    const details = this.#details(paused, url);
    if (paused.responseStatusCode !== undefined) return this.#answerHeaders(paused, details);
    if (paused.responseErrorReason !== undefined)
      return this.#page.send('Fetch.continueRequest', { requestId: paused.requestId });
    if (
      paused.resourceType === 'Document' &&
      !this.#contents.mayNavigate(paused.frameId, url, paused.redirectedRequestId !== undefined)
    )
      return this.#fail(paused, 'Aborted');

    const { cancel, redirectURL } = await webRequest.beforeRequest(details);
    if (cancel) return this.#fail(paused, 'BlockedByClient');
    if (redirectURL) return this.#fulfil(paused, 307, { location: schemes.toWeb(redirectURL) });

    const handler = protocol.handlerOf(url.slice(0, url.indexOf(':')));
    if (handler) return this.#answerFrom(handler, paused, details);
    const interceptResponse = webRequest.watchesHeaders(url);
    return this.#page.send('Fetch.continueRequest', { requestId: paused.requestId, interceptResponse });
  }

  #details({ request, resourceType, frameId }: Paused, url: string): RequestDetails {
    lastRequestId += 1;
    const isMainFrame = this.#contents.isMainFrame(frameId);
    const types: Readonly<Record<string, string>> = {
      Document: isMainFrame ? 'mainFrame' : 'subFrame',
      XHR: 'xhr',
      Fetch: 'xhr',
      Ping: 'ping',
      WebSocket: 'webSocket',
      CSPViolationReport: 'cspReport',
    };
    const type = types[resourceType] ?? resourceType.toLowerCase();
    return {
      id: lastRequestId,
      url,
      method: request.method,
      resourceType: type,
      webContentsId: this.#contents.id,
    };
  }

  async #answerFrom(
    handler: (request: Request) => Response | Promise<Response>,
    paused: Paused,
    details: RequestDetails,
  ): Promise<unknown> {
    const { method, postData } = paused.request;
    const headers = Object.fromEntries(
      Object.entries(paused.request.headers).map(([name, value]) => [name, schemes.fromWeb(value)]),
    );
    let response: Response;
    try {
      response = await handler(new Request(details.url, { method, headers, body: postData ?? null }));
    } catch (error) {
      warn(`the protocol handler failed for ${details.url}: ${String(error)}`);
      return this.#fail(paused, 'Failed');
    }
    const sent = Object.fromEntries([...response.headers].map(([name, value]) => [name, [value]]));
    const { cancel, responseHeaders } = await this.#contents.session.webRequest.headersReceived({
      ...details,
      statusCode: response.status,
      responseHeaders: sent,
    });
    if (cancel) return this.#fail(paused, 'BlockedByClient');
    const body = Buffer.from(await response.arrayBuffer());
    return this.#fulfil(paused, response.status, responseHeaders ?? sent, body);
  }

  async #answerHeaders(paused: Paused, details: RequestDetails): Promise<unknown> {
    const sent: Record<string, string[]> = {};
    for (const { name, value } of paused.responseHeaders ?? []) sent[name] = [...(sent[name] ?? []), value];
    const statusCode = paused.responseStatusCode ?? 200;
    const answer = { ...details, statusCode, responseHeaders: sent };
    const { cancel, responseHeaders } = await this.#contents.session.webRequest.headersReceived(answer);
    if (cancel) return this.#fail(paused, 'BlockedByClient');
    return this.#page.send('Fetch.continueResponse', {
      requestId: paused.requestId,
      responseCode: statusCode,
      responseHeaders: toEntries(responseHeaders ?? sent),
    });
  }

  #fulfil(
    { requestId }: Paused,
    responseCode: number,
    headers: Headers,
    body = Buffer.alloc(0),
  ): Promise<unknown> {
    return this.#page.send('Fetch.fulfillRequest', {
      requestId,
      responseCode,
      responseHeaders: toEntries(headers),
      body: body.toString('base64'),
    });
  }

  #fail({ requestId }: Paused, errorReason: 'Aborted' | 'BlockedByClient' | 'Failed'): Promise<unknown> {
    return this.#page.send('Fetch.failRequest', { requestId, errorReason });
  }
}

function toEntries(headers: Headers): { name: string; value: string }[] {
  return Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => ({
      name,
      value: /^content-security-policy/i.test(name) ? schemes.policyToWeb(value) : value,
    })),
  );
}
