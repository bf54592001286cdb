import { imitates, LoudEmitter } from './loud.ts';
import type { WebContents } from './web-contents.ts';
import type { WebFrameMain } from './web-frame-main.ts';

/** What a listener or handler gets first. */
export interface IpcEvent {
  readonly type: 'frame';
  readonly sender: WebContents;
  /** `null` once the document that sent it is gone. */
  readonly senderFrame: WebFrameMain | null;
  readonly frameId: number;
  readonly processId: number;
  readonly ports: readonly never[];
  readonly reply: (channel: string, ...args: unknown[]) => void;
  returnValue: unknown;
}

// Handlers are the app's own: their parameters are whatever it checks them to be.
export type InvokeHandler = (event: IpcEvent, ...args: unknown[]) => unknown;

/** Also each `webContents.ipc`. */
export class IpcMain extends LoudEmitter {
  readonly #handlers = new Map<string, InvokeHandler>();

  handle(channel: string, handler: InvokeHandler): void {
    if (typeof handler !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: InvokeHandler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** For `webContents`, which routes a page's calls. */
  handlerOf(channel: string): InvokeHandler | undefined {
    return this.#handlers.get(channel);
  }
}
imitates(IpcMain, 'ipcMain', import.meta.url);

export const ipcMain = new IpcMain();
// As in Electron: a message on a channel named `error` must not end the process.
ipcMain.on('error', () => undefined);
