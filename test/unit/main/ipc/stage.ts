import type { LogFields, Logger } from '../../../../src/core/logging/index.ts';
import { type IpcServices, ownChannels } from '../../../../src/main/ipc/handlers.ts';
import { type IpcPort, registerIpc } from '../../../../src/main/ipc/register.ts';
import type { IpcEvent } from '../../../../src/main/ipc/sender.ts';
import { isOurPage } from '../../../../src/main/window/page-address.ts';
import type { Api } from '../../../../src/shared/api.ts';
import type { Answer } from '../../../../src/shared/ipc/bridge.ts';
import { topicNames, wire } from '../../../../src/shared/ipc/names.ts';

const ourPageId = 7;
const ourUrl = 'app://employee/index.html';

export interface Sent {
  readonly channel: string;
  readonly message: unknown;
}

/** A page of ours, as Electron describes it with each message. */
export class FakePage {
  readonly id: number;
  readonly sent: Sent[] = [];
  destroyed = false;

  constructor(id = ourPageId) {
    this.id = id;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  send(channel: string, message: unknown): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    this.sent.push({ channel, message });
  }
}

export function fromOurPage(page = new FakePage()): IpcEvent {
  return { sender: page, senderFrame: { url: ourUrl, parent: null } };
}

/** Messages that come from anywhere but the main frame of our own page. */
export const strangers: Readonly<Record<string, () => IpcEvent>> = {
  'another origin': () => at('https://evil.example/index.html'),
  'an origin that looks like ours': () => at('app://employee.evil.example/index.html'),
  'our host under another scheme': () => at('https://employee/index.html'),
  'a file': () => at('file:///tmp/index.html'),
  'a page without an address': () => at(''),
  'another window': () => fromOurPage(new FakePage(ourPageId + 1)),
  'a frame inside the page': () => ({
    sender: new FakePage(),
    senderFrame: { url: ourUrl, parent: { url: ourUrl, parent: null } },
  }),
  'a frame that has gone': () => ({ sender: new FakePage(), senderFrame: null }),
  'a frame that was disposed of': () => ({
    sender: new FakePage(),
    get senderFrame(): never {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    },
  }),
  'a page that has gone': () => {
    const page = new FakePage();
    page.destroyed = true;
    return fromOurPage(page);
  },
};

function at(url: string): IpcEvent {
  return { sender: new FakePage(), senderFrame: { url, parent: null } };
}

/** The registration over services that record what reaches them. */
export class IpcStage {
  /** Names of channels and topics whose handler was called. */
  readonly reached: string[] = [];
  readonly errors: { readonly message: string; readonly fields: LogFields | undefined }[] = [];
  readonly ends: string[] = [];
  readonly pushes = new Map<string, (message: never) => void>();
  readonly registered;
  answerWith: (name: string, signal?: AbortSignal) => Promise<unknown> = async () => ({ message: 'done' });
  nowMs = 0;
  readonly #handles = new Map<string, Parameters<IpcPort['handle']>[1]>();
  readonly #listeners = new Map<string, Parameters<IpcPort['on']>[1]>();

  constructor() {
    const ipc: IpcPort = {
      handle: (channel, listener) => void this.#handles.set(channel, listener),
      on: (channel, listener) => this.#listeners.set(channel, listener),
    };
    this.registered = registerIpc({
      ipc,
      services: this.#services(),
      isOurs: (pageId) => pageId === ourPageId,
      isOurPage,
      logger: this.#logger(),
      now: () => this.nowMs,
    });
  }

  async call(event: IpcEvent, payload: unknown): Promise<Answer<unknown>> {
    const listener = this.#handles.get(wire.call);
    // The registration answers nothing but answers.
    return (await listener?.(event, payload)) as Answer<unknown>;
  }

  send(channel: 'cancel' | 'subscribe' | 'unsubscribe', event: IpcEvent, payload: unknown): void {
    this.#listeners.get(wire[channel])?.(event, payload);
  }

  #services(): IpcServices {
    const reach = async (name: string, _params?: unknown, signal?: AbortSignal) => {
      this.reached.push(name);
      return this.answerWith(name, signal);
    };
    const handlers = Object.fromEntries(
      Object.keys(ownChannels).map((name) => [name, () => reach(name)]),
    ) as unknown as IpcServices['handlers'];
    const topics = Object.fromEntries(
      topicNames.map((name) => [
        name,
        (_params: unknown, push: (message: never) => void) => {
          this.reached.push(name);
          this.pushes.set(name, push);
          return () => this.ends.push(name);
        },
      ]),
    ) as unknown as IpcServices['topics'];
    return { api: () => ({ call: reach }) as Api, handlers, topics };
  }

  #logger(): Logger {
    const error = (message: string, fields?: LogFields) => void this.errors.push({ message, fields });
    return { debug: () => undefined, info: () => undefined, warn: () => undefined, error };
  }
}
