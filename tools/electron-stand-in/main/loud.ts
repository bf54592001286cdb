import { EventEmitter } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * A member that is not imitated must never read as `undefined`: code that tests for it would take the wrong branch and
 * the specs would still pass. So the prototype chains of all imitated objects end in a proxy that throws, naming the
 * member and the file to add it to.
 */

const source = Symbol('electron stand-in: source');

interface Source {
  readonly api: string;
  readonly file: string;
}

/** Read by runtimes, loggers and test tools of every object they meet; absent on Electron's objects too. */
const probed = new Set([
  'then',
  'toJSON',
  '__esModule',
  'default',
  'nodeType',
  '$$typeof',
  'asymmetricMatch',
]);

function throwing<Target extends object>(target: Target): Target {
  return new Proxy(target, {
    get(_target, key, receiver) {
      if (typeof key === 'symbol' || key in target || probed.has(key))
        return Reflect.get(target, key, receiver);
      throw notImitated(receiver, key);
    },
  });
}

function notImitated(receiver: object, key: string): Error {
  const { api, file } = Reflect.get(receiver, source) as Source;
  return new Error(
    `electron stand-in: ${api}.${key} is not imitated. Add it in tools/electron-stand-in/main/${file}.`,
  );
}

// As Node types it: what a listener gets is for the emitter to say.
type Listener = Parameters<EventEmitter['on']>[1];

/** Base of objects that emit nothing. */
export class Loud {}
Object.setPrototypeOf(Loud.prototype, throwing(Object.prototype));
Object.setPrototypeOf(Loud, throwing(Function.prototype));

/** Base of objects with events. Listening for an event that is never emitted throws as well. */
export class LoudEmitter extends EventEmitter {
  readonly #eventNames: ReadonlySet<string> | undefined;

  /** Without `eventNames` any name is listened for: IPC channels are the app's to name. */
  constructor(eventNames?: readonly string[]) {
    super();
    this.#eventNames = eventNames && new Set([...eventNames, 'newListener', 'removeListener', 'error']);
    this.setMaxListeners(0);
  }

  override on(name: string | symbol, listener: Listener): this {
    return super.on(this.#known(name), listener);
  }

  override once(name: string | symbol, listener: Listener): this {
    return super.once(this.#known(name), listener);
  }

  override addListener(name: string | symbol, listener: Listener): this {
    return this.on(name, listener);
  }

  override prependListener(name: string | symbol, listener: Listener): this {
    return super.prependListener(this.#known(name), listener);
  }

  #known(name: string | symbol): string | symbol {
    if (typeof name === 'symbol' || (this.#eventNames?.has(name) ?? true)) return name;
    throw notImitated(this, `on('${name}')`);
  }
}
Object.setPrototypeOf(LoudEmitter.prototype, throwing(EventEmitter.prototype));
Object.setPrototypeOf(LoudEmitter, throwing(EventEmitter));

/** Says which part of Electron's API a class imitates and in which file. */
export function imitates(type: { readonly prototype: object }, api: string, moduleUrl: string): void {
  const value: Source = { api, file: basename(fileURLToPath(moduleUrl)) };
  for (const owner of [type, type.prototype]) Object.defineProperty(owner, source, { value });
}

/** Makes a namespace of functions that throws for any other member. */
export function namespace<Members extends object>(api: string, moduleUrl: string, members: Members): Members {
  const value: Source = { api, file: basename(fileURLToPath(moduleUrl)) };
  const object = Object.create(Loud.prototype, Object.getOwnPropertyDescriptors(members)) as Members;
  return Object.defineProperty(object, source, { value });
}

/** What Electron hands to listeners whose default action they may prevent. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventable<Details extends object>(details: Details): Details & PreventableEvent {
  let prevented = false;
  return Object.defineProperties(details, {
    preventDefault: { value: () => (prevented = true), enumerable: true },
    defaultPrevented: { get: () => prevented, enumerable: true },
  }) as Details & PreventableEvent;
}
