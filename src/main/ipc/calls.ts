import { EmployeeError } from '../../shared/errors.ts';
import type { Answer } from '../../shared/ipc/bridge.ts';
import { windowCommands } from '../../shared/ipc/contract.ts';
import { callSchema, cancelSchema } from '../../shared/ipc/wire.ts';
import { refuse, toAnswer, whyInvalid } from './answers.ts';
import {
  type IpcServices,
  type OwnChannelName,
  type OwnInput,
  ownChannels,
  type ShellHandlers,
} from './handlers.ts';
import { fitsInto } from './size.ts';

/** Longest request in bytes: a text of 1 MiB for `policy.test` and 10,000 dropped paths fit. */
export const maxRequestBytes = 8 * 1024 * 1024;
/** Requests of the page that may be answered at one time. */
export const maxCallsInFlight = 128;

/** Answers the page's requests: each is validated, leads to one call, and comes back as an `Answer`. */
export class Calls {
  readonly #services: Pick<IpcServices, 'api' | 'handlers'>;
  readonly #refused: (what: string, why: string) => void;
  readonly #failed: (name: string, error: unknown) => void;
  /** By page and its own number of the request. */
  readonly #cancellable = new Map<string, AbortController>();
  #inFlight = 0;

  constructor(
    services: Pick<IpcServices, 'api' | 'handlers'>,
    told: {
      readonly refused: (what: string, why: string) => void;
      readonly failed: (name: string, error: unknown) => void;
    },
  ) {
    this.#services = services;
    this.#refused = told.refused;
    this.#failed = told.failed;
  }

  async answer(pageId: number, payload: unknown): Promise<Answer<unknown>> {
    if (!fitsInto(maxRequestBytes, payload)) return this.#refuse('a request', 'it is too long');
    const call = callSchema.safeParse(payload);
    if (!call.success) return this.#refuse('a request', whyInvalid(call.error));
    const { id, name, params } = call.data;
    if (!isEmployees(name) && !isOwn(name)) return this.#refuse(name, 'there is no such channel');
    const schema = isOwn(name) ? ownChannels[name].params : windowCommands[name].params;
    const parsed = schema.safeParse(params);
    if (!parsed.success) return this.#refuse(name, whyInvalid(parsed.error));
    if (this.#inFlight >= maxCallsInFlight) return this.#refuse(name, 'too many requests at one time');
    const key = id === undefined ? undefined : requestKey(pageId, id);
    if (key !== undefined && this.#cancellable.has(key))
      return this.#refuse(name, 'its number is that of a request in hand');
    const abort = new AbortController();
    if (key !== undefined) this.#cancellable.set(key, abort);
    this.#inFlight += 1;
    try {
      const value = isOwn(name)
        ? await this.#own(name, parsed.data)
        : await this.#employees(name, parsed.data, abort.signal);
      return { ok: true, value };
    } catch (error) {
      if (!(error instanceof EmployeeError) && !abort.signal.aborted) this.#failed(name, error);
      return toAnswer(error, name);
    } finally {
      this.#inFlight -= 1;
      if (key !== undefined) this.#cancellable.delete(key);
    }
  }

  /** A request that was answered meanwhile is left alone. */
  cancel(pageId: number, payload: unknown): void {
    const cancel = cancelSchema.safeParse(payload);
    if (!cancel.success) this.#refused('a cancellation', whyInvalid(cancel.error));
    else
      this.#cancellable.get(requestKey(pageId, cancel.data.id))?.abort(new Error('the person cancelled it'));
  }

  #own<Name extends OwnChannelName>(name: Name, params: unknown): Promise<unknown> {
    const handler: ShellHandlers[Name] = this.#services.handlers[name];
    // The schema of this very channel has just accepted it.
    return handler(params as OwnInput<Name>);
  }

  #employees(name: keyof typeof windowCommands, params: unknown, signal: AbortSignal): Promise<unknown> {
    // The schema of this very command has just accepted it.
    return this.#services.api().call(name, params as never, signal);
  }

  #refuse(what: string, why: string): Answer<never> {
    this.#refused(what, why);
    return toAnswer(refuse(`cannot do ${what.slice(0, 100)}`, why), what);
  }
}

function requestKey(pageId: number, id: number): string {
  return `${pageId} ${id}`;
}

function isOwn(name: string): name is OwnChannelName {
  return Object.hasOwn(ownChannels, name);
}

function isEmployees(name: string): name is keyof typeof windowCommands {
  return Object.hasOwn(windowCommands, name);
}
