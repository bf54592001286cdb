import type { Logger } from '../../core/logging/index.ts';
import { wire } from '../../shared/ipc/names.ts';
import { refuse, toAnswer } from './answers.ts';
import { Calls } from './calls.ts';
import type { IpcServices } from './handlers.ts';
import { Refusals } from './refusals.ts';
import { type IpcEvent, refusalOfSender } from './sender.ts';
import { Subscriptions } from './subscriptions.ts';

/** The part of Electron's `ipcMain` that is used. */
export interface IpcPort {
  handle(channel: string, listener: (event: IpcEvent, payload: unknown) => Promise<unknown>): void;
  on(channel: string, listener: (event: IpcEvent, payload: unknown) => void): unknown;
}

export interface IpcOptions {
  readonly ipc: IpcPort;
  readonly services: IpcServices;
  /** Whether a page belongs to a window of the app. */
  readonly isOurs: (pageId: number) => boolean;
  /** Whether an address is that of the app's own page. */
  readonly isOurPage: (url: string) => boolean;
  readonly logger: Logger;
  readonly now: () => number;
}

export interface RegisteredIpc {
  /** Messages that were refused since the start. */
  readonly refused: number;
  /** What pages listen to now. */
  readonly subscriptions: number;
  /** Ends what a page listened to: it has gone, or is loaded anew. */
  forget(pageId: number): void;
}

/**
 * The only place where messages of a page are received. Each goes through: who sent it, then what it says, then one
 * call. Whatever fails a check is refused, counted and logged; nothing of it is done.
 */
export function registerIpc({ ipc, services, isOurs, isOurPage, logger, now }: IpcOptions): RegisteredIpc {
  const refusals = new Refusals(logger, now);
  const refused = (what: string, why: string) => refusals.note(what, why);
  const failed = (name: string, error: unknown) => logger.error('a request failed', { name, error });
  const calls = new Calls(services, { refused, failed });
  const subscriptions = new Subscriptions(services.topics, refused);
  const refusal = (event: IpcEvent) => refusalOfSender(event, isOurs, isOurPage);

  const guarded = (receive: (event: IpcEvent, payload: unknown) => void) => {
    return (event: IpcEvent, payload: unknown) => {
      const why = refusal(event);
      if (why !== undefined) return refused('a message', why);
      receive(event, payload);
    };
  };

  ipc.handle(wire.call, async (event, payload) => {
    const why = refusal(event);
    if (why === undefined) return calls.answer(event.sender.id, payload);
    refused('a request', why);
    return toAnswer(refuse('cannot do that', why), 'that');
  });
  ipc.on(
    wire.cancel,
    guarded((event, payload) => calls.cancel(event.sender.id, payload)),
  );
  ipc.on(
    wire.subscribe,
    guarded((event, payload) => subscriptions.subscribe(event.sender, payload)),
  );
  ipc.on(
    wire.unsubscribe,
    guarded((event, payload) => subscriptions.unsubscribe(event.sender, payload)),
  );
  return {
    get refused() {
      return refusals.count;
    },
    get subscriptions() {
      return subscriptions.size;
    },
    forget: (pageId) => subscriptions.forget(pageId),
  };
}
