import { describeError } from '../../shared/errors.ts';
import { wire } from '../../shared/ipc/names.ts';
import { topics } from '../../shared/ipc/topics.ts';
import { subscribeSchema, unsubscribeSchema } from '../../shared/ipc/wire.ts';
import { whyInvalid } from './answers.ts';
import type { TopicSources } from './handlers.ts';
import type { Page } from './sender.ts';
import { fitsInto } from './size.ts';

/** Subscriptions a page may hold at one time. */
export const maxSubscriptions = 64;
const maxRequestBytes = 16_384;

/** What each page listens to. A page that goes away or is loaded anew takes its subscriptions with it. */
export class Subscriptions {
  readonly #sources: TopicSources;
  readonly #refused: (what: string, why: string) => void;
  readonly #endsByPage = new Map<number, Map<number, () => void>>();

  constructor(sources: TopicSources, refused: (what: string, why: string) => void) {
    this.#sources = sources;
    this.#refused = refused;
  }

  /** Subscriptions that are open. */
  get size(): number {
    return [...this.#endsByPage.values()].reduce((sum, ends) => sum + ends.size, 0);
  }

  subscribe(page: Page, payload: unknown): void {
    const request = understand(payload);
    if (request.kind === 'refused') {
      this.#refused(request.what, request.why);
      return;
    }
    const { id, name, params } = request;
    const ends = this.#endsByPage.get(page.id) ?? new Map<number, () => void>();
    if (ends.has(id)) this.#refused(name, 'its number is in use');
    else if (ends.size >= maxSubscriptions) this.#refused(name, 'too many subscriptions');
    else {
      this.#endsByPage.set(page.id, ends);
      this.#open(page, ends, { id, name, params });
    }
  }

  unsubscribe(page: Page, payload: unknown): void {
    const request = unsubscribeSchema.safeParse(payload);
    if (request.success) this.#end(page.id, request.data.id);
    else this.#refused('the end of a subscription', whyInvalid(request.error));
  }

  /** Ends all that a page listened to. */
  forget(pageId: number): void {
    for (const id of this.#endsByPage.get(pageId)?.keys() ?? []) this.#end(pageId, id);
  }

  /** In the list before the source begins: the first message may come, and find the page gone, at once. */
  #open(page: Page, ends: Map<number, () => void>, { id, name, params }: Subscription): void {
    let end: (() => void) | undefined;
    let ended = false;
    ends.set(id, () => {
      ended = true;
      end?.();
    });
    try {
      end = this.#begin(name, params, (message) => {
        if (!ended) this.#push(page, id, message);
      });
    } catch (error) {
      this.#end(page.id, id);
      this.#refused(name, describeError(error));
      return;
    }
    if (ended) end();
  }

  #begin<Name extends keyof typeof topics>(
    name: Name,
    params: unknown,
    push: (message: unknown) => void,
  ): () => void {
    const source: TopicSources[Name] = this.#sources[name];
    // The schema of this very topic has just accepted it.
    return source(params as Parameters<TopicSources[Name]>[0], push);
  }

  #push(page: Page, id: number, message: unknown): void {
    if (page.isDestroyed()) this.forget(page.id);
    else page.send(wire.message, { id, message });
  }

  #end(pageId: number, id: number): void {
    const ends = this.#endsByPage.get(pageId);
    const end = ends?.get(id);
    ends?.delete(id);
    if (ends?.size === 0) this.#endsByPage.delete(pageId);
    end?.();
  }
}

function isTopic(name: string): name is keyof typeof topics {
  return Object.hasOwn(topics, name);
}

interface Subscription {
  readonly id: number;
  readonly name: keyof typeof topics;
  /** As the topic's schema understands them. */
  readonly params: unknown;
}

type Understood =
  | ({ readonly kind: 'subscription' } & Subscription)
  | { readonly kind: 'refused'; readonly what: string; readonly why: string };

function understand(payload: unknown): Understood {
  const refused = (what: string, why: string) => ({ kind: 'refused', what, why }) as const;
  if (!fitsInto(maxRequestBytes, payload)) return refused('a subscription', 'it is too long');
  const request = subscribeSchema.safeParse(payload);
  if (!request.success) return refused('a subscription', whyInvalid(request.error));
  const { id, name, params } = request.data;
  if (!isTopic(name)) return refused(name, 'there is no such topic');
  const parsed = topics[name].params.safeParse(params);
  if (!parsed.success) return refused(name, whyInvalid(parsed.error));
  return { kind: 'subscription', id, name, params: parsed.data };
}
