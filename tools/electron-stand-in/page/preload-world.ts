import type { createEmitterClass } from './emitter.ts';
import type { Codec, CreateBridge, HostMessage, PageMessage, PageQuestion, ProcessInfo } from './wire.ts';

/** Stops the page until the main process has answered. */
type Ask = (question: PageQuestion, value: unknown, text: string) => string;

type Preload = (
  require: (id: string) => unknown,
  process: object,
  module: { exports: unknown },
  exports: unknown,
) => void;

interface Parts {
  readonly createBridge: CreateBridge;
  readonly codec: Codec;
  readonly EventEmitter: ReturnType<typeof createEmitterClass>;
  readonly key: string;
  readonly binding: string;
  readonly info: ProcessInfo;
  readonly ask: Ask;
  readonly preload: Preload | null;
}

/**
 * Runs in the preload's world before any script of the page: what a sandboxed preload finds there, and the preload
 * itself. Runs by its source text: it must use nothing from outside itself.
 */
export function preloadWorld({
  createBridge,
  codec,
  EventEmitter,
  key,
  binding,
  info,
  ask,
  preload,
}: Parts): void {
  if (window.top !== window) return;
  const send = Reflect.get(globalThis, binding) as (text: string) => void;
  Reflect.deleteProperty(globalThis, binding);
  const bridge = createBridge('preload', 'page', key);
  const post = (message: PageMessage) => send(JSON.stringify(message));
  bridge.onMessage((message) => post(message as PageMessage));

  const calls = new Map<number, { resolve: (value: unknown) => void; reject: (reason: Error) => void }>();
  let lastId = 0;

  const ipcRenderer = Object.assign(new EventEmitter(), {
    send: (channel: string, ...args: unknown[]) => post({ type: 'send', channel, args: codec.encode(args) }),
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        const failed = (error: Error) =>
          reject(new Error(`Error invoking remote method '${channel}': ${error.message}`));
        post({ type: 'invoke', id: lastId, channel, args: codec.encode(args) });
        calls.set(lastId, { resolve, reject: failed });
      }),
    sendSync: (channel: string, ...args: unknown[]) =>
      codec.decode(ask('send-sync', undefined, JSON.stringify({ channel, args: codec.encode(args) }))),
  });

  function deliver(message: HostMessage): void {
    if (message.type === 'permission') {
      bridge.post(message);
      return;
    }
    if (message.type === 'event') {
      const event = { sender: loudIpcRenderer, ports: [] };
      ipcRenderer.emit(message.channel, event, ...(codec.decode(message.args) as unknown[]));
      return;
    }
    const call = calls.get(message.id);
    calls.delete(message.id);
    if ('error' in message) call?.reject(new Error(message.error));
    else call?.resolve(codec.decode(message.value));
  }
  Reflect.set(globalThis, `deliver${key}`, deliver);

  /** As in the main process: what is not imitated throws. */
  function loud<Members extends object>(name: string, members: Members): Members {
    return new Proxy(members, {
      get(target, member) {
        if (typeof member === 'symbol' || member in target || member === 'then' || member === '__esModule') {
          const value: unknown = Reflect.get(target, member);
          // Private fields are the target's, not the proxy's.
          return typeof value === 'function' && target instanceof EventEmitter ? value.bind(target) : value;
        }
        throw new Error(
          `electron stand-in: ${name}.${member} is not imitated. Add it in tools/electron-stand-in/page/preload-world.ts.`,
        );
      },
    });
  }

  const loudIpcRenderer = loud('ipcRenderer', ipcRenderer);
  const electron = loud('electron', {
    ipcRenderer: loudIpcRenderer,
    contextBridge: loud('contextBridge', {
      exposeInMainWorld: (name: string, value: unknown) => bridge.expose(name, value),
    }),
    webUtils: loud('webUtils', {
      getPathForFile(file: File): string {
        if (!(file instanceof File))
          throw new TypeError('getPathForFile expected to receive a File object but one was not provided');
        return ask('file-path', file, '');
      },
    }),
  });

  const modules: Readonly<Record<string, unknown>> = {
    electron,
    'electron/renderer': electron,
    'electron/common': electron,
    events: EventEmitter,
    timers: { setTimeout, setInterval, clearTimeout, clearInterval },
    url: { URL, URLSearchParams },
  };
  const require = (id: string): unknown => {
    const found = modules[id.replace(/^node:/, '')];
    if (!found) throw new Error(`module not found: ${id}`);
    return found;
  };
  const process = loud('process', {
    ...info,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: true,
    env: {},
    nextTick: (run: (...args: unknown[]) => void, ...args: unknown[]) => queueMicrotask(() => run(...args)),
  });

  const module = { exports: {} as unknown };
  try {
    preload?.(require, process, module, module.exports);
  } catch (reason) {
    const { name, message, stack = '' } = reason instanceof Error ? reason : new Error(String(reason));
    post({ type: 'preload-error', name, message, stack });
  }
}
