import { createCodec } from '../page/codec.ts';
import type { PageMessage } from '../page/wire.ts';
import type { FrameTree } from './frame-tree.ts';
import { type IpcEvent, ipcMain } from './ipc-main.ts';
import type { PageTarget } from './page-target.ts';
import type { WebContents } from './web-contents.ts';
import type { WebFrameMain } from './web-frame-main.ts';

export const codec = createCodec();

/** What a page's preload says: calls, messages, and the wishes that Electron's browser process hears of. */
export class PageMessages {
  readonly #contents: WebContents;
  readonly #target: PageTarget;
  readonly #frames: FrameTree;

  constructor(contents: WebContents, target: PageTarget, frames: FrameTree) {
    this.#contents = contents;
    this.#target = target;
    this.#frames = frames;
  }

  receive(payload: string, contextId: number): void {
    const message = JSON.parse(payload) as PageMessage;
    const frame = this.#frames.ofContext(contextId);
    switch (message.type) {
      case 'send':
        this.#emit(message.channel, message.args, this.#event(frame));
        break;
      case 'invoke':
        void this.#invoke(message, frame, contextId);
        break;
      case 'permission':
        void this.#contents.session.grants(this.#contents, message.name).then((granted) => {
          this.#target.deliver({ type: 'permission', id: message.id, granted }, contextId);
        });
        break;
      case 'open':
        this.#contents.openWindow(message.url, message.name, message.features);
        break;
      case 'close':
        this.#contents.close();
        break;
      case 'preload-error': {
        const error = Object.assign(new Error(message.message), { name: message.name, stack: message.stack });
        process.stderr.write(
          `Unable to load preload script: ${this.#contents.preloadPath}\n${message.stack}\n`,
        );
        this.#contents.emit('preload-error', {}, this.#contents.preloadPath, error);
      }
    }
  }

  /** `ipcRenderer.sendSync`: what the listeners left in `event.returnValue`. */
  answerSync(text: string): string {
    const { channel, args } = JSON.parse(text) as { readonly channel: string; readonly args: string };
    const event = this.#event(this.#contents.mainFrame);
    this.#emit(channel, args, event);
    return codec.encode(event.returnValue);
  }

  #emit(channel: string, text: string, event: IpcEvent): void {
    const args = codec.decode(text) as unknown[];
    this.#contents.emit('ipc-message', event, channel, ...args);
    this.#contents.ipc.emit(channel, event, ...args);
    ipcMain.emit(channel, event, ...args);
  }

  async #invoke(
    { id, channel, args }: Extract<PageMessage, { type: 'invoke' }>,
    frame: WebFrameMain | null,
    contextId: number,
  ): Promise<void> {
    const handler = this.#contents.ipc.handlerOf(channel) ?? ipcMain.handlerOf(channel);
    try {
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      const value = await handler(this.#event(frame), ...(codec.decode(args) as unknown[]));
      this.#target.deliver({ type: 'reply', id, value: codec.encode(value) }, contextId);
    } catch (error) {
      if (handler) process.stderr.write(`Error occurred in handler for '${channel}': ${inspect(error)}\n`);
      this.#target.deliver({ type: 'reply', id, error: String(error) }, contextId);
    }
  }

  #event(frame: WebFrameMain | null): IpcEvent {
    const contents = this.#contents;
    return {
      type: 'frame',
      sender: contents,
      get senderFrame() {
        return frame && !frame.detached ? frame : null;
      },
      frameId: frame?.routingId ?? -1,
      processId: contents.getProcessId(),
      ports: [],
      reply: (channel, ...args) => contents.send(channel, ...args),
      returnValue: undefined,
    };
  }
}

function inspect(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
