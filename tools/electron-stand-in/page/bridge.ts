import type { WorldBridge } from './wire.ts';

/**
 * One end of `contextBridge`. The page's world and the preload's share the DOM but no JavaScript objects. Custom
 * events on `window` cross at once, and Chromium structured-clones what they carry, so nothing but data crosses: a
 * function goes as a number and is called back by it. The event names hold a secret that only the two ends know.
 *
 * Runs by its source text: it must use nothing from outside itself. What pages could replace later is taken now.
 */
export function createBridge(here: string, there: string, key: string): WorldBridge {
  type Message =
    | { readonly op: 'call'; readonly id: number; readonly value: unknown }
    | { readonly op: 'reply'; readonly value: unknown }
    | { readonly op: 'threw'; readonly message: string }
    | { readonly op: 'settle'; readonly id: number; readonly ok: boolean; readonly value: unknown }
    | { readonly op: 'expose'; readonly name: string; readonly value: unknown }
    | { readonly op: 'post'; readonly value: unknown };
  type AnyFunction = (...args: unknown[]) => unknown;
  interface Settle {
    readonly resolve: (value: unknown) => void;
    readonly reject: (reason: unknown) => void;
  }

  const tag = `\u0000${key}`;
  const view = window;
  const { dispatchEvent, CustomEvent: Event } = view;
  const functions = new Map<number, AnyFunction>();
  const ids = new Map<AnyFunction, number>();
  const promises = new Map<number, Settle>();
  let lastId = 0;
  let answer: Message | undefined;
  let listener: (message: unknown) => void = () => undefined;

  function emit(message: Message): void {
    dispatchEvent.call(view, new Event(key + there, { detail: message }));
  }

  function isPlain(value: object): boolean {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) return true;
    const cloned = [Date, RegExp, Map, Set, ArrayBuffer, Blob];
    return !ArrayBuffer.isView(value) && !cloned.some((type) => value instanceof type);
  }

  function pack(value: unknown, depth = 0, seen = new Map<unknown, unknown>()): unknown {
    if (depth > 1000) throw new TypeError('Electron contextBridge recursion depth exceeded.');
    if (typeof value === 'function') return { [tag]: 'function', id: idOf(value as AnyFunction) };
    if (typeof value === 'symbol') throw new TypeError('An object could not be cloned.');
    if (value === null || typeof value !== 'object') return value;
    if (seen.has(value)) return seen.get(value);
    if (value instanceof Promise) return packPromise(value);
    if (value instanceof Error) return { [tag]: 'error', message: value.message };
    // Electron passes elements through; nothing here needs it.
    if (value instanceof Node) throw new TypeError('An object could not be cloned.');
    if (Array.isArray(value)) {
      const array: unknown[] = [];
      seen.set(value, array);
      for (const item of value) array.push(pack(item, depth + 1, seen));
      return array;
    }
    if (!isPlain(value)) return structuredClone(value);
    const object: Record<string, unknown> = {};
    seen.set(value, object);
    for (const [name, item] of Object.entries(value)) object[name] = pack(item, depth + 1, seen);
    return object;
  }

  function idOf(value: AnyFunction): number {
    const known = ids.get(value);
    if (known !== undefined) return known;
    lastId += 1;
    ids.set(value, lastId);
    functions.set(lastId, value);
    return lastId;
  }

  function packPromise(promise: Promise<unknown>): unknown {
    lastId += 1;
    const id = lastId;
    promise.then(
      (value) => emit({ op: 'settle', id, ok: true, value: pack(value) }),
      (reason: unknown) => emit({ op: 'settle', id, ok: false, value: pack(reason) }),
    );
    return { [tag]: 'promise', id };
  }

  function unpack(value: unknown, frozen = false, seen = new Map<unknown, unknown>()): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (seen.has(value)) return seen.get(value);
    const special = Object.hasOwn(value, tag)
      ? (value as Record<string, unknown> & { readonly id: number; readonly message: string })
      : undefined;
    if (special?.[tag] === 'function') return (...args: unknown[]) => call(special.id, args);
    if (special?.[tag] === 'promise')
      return new Promise((resolve, reject) => promises.set(special.id, { resolve, reject }));
    if (special?.[tag] === 'error') return new Error(special.message);
    if (!Array.isArray(value) && !isPlain(value)) return value;
    const copy: unknown[] | Record<string, unknown> = Array.isArray(value) ? [] : {};
    seen.set(value, copy);
    for (const [name, item] of Object.entries(value))
      Object.defineProperty(copy, name, {
        value: unpack(item, frozen, seen),
        writable: true,
        enumerable: true,
        configurable: true,
      });
    return frozen ? Object.freeze(copy) : copy;
  }

  function call(id: number, args: unknown[]): unknown {
    answer = undefined;
    emit({ op: 'call', id, value: pack(args) });
    const reply = takeAnswer();
    if (reply?.op === 'reply') return unpack(reply.value);
    throw new Error(reply?.op === 'threw' ? reply.message : 'An object could not be cloned.');
  }

  function takeAnswer(): Message | undefined {
    const taken = answer;
    answer = undefined;
    return taken;
  }

  function answerWith(run: () => unknown): void {
    let message: Message;
    try {
      message = { op: 'reply', value: pack(run()) };
    } catch (error) {
      message = { op: 'threw', message: error instanceof Error ? error.message : String(error) };
    }
    emit(message);
  }

  function receive(message: Message): void {
    switch (message.op) {
      case 'reply':
      case 'threw':
        answer = message;
        break;
      case 'call':
        answerWith(() => functions.get(message.id)?.(...(unpack(message.value) as unknown[])));
        break;
      case 'settle': {
        const waiting = promises.get(message.id);
        promises.delete(message.id);
        if (message.ok) waiting?.resolve(unpack(message.value));
        else waiting?.reject(unpack(message.value));
        break;
      }
      case 'expose':
        answerWith(() => {
          if (message.name in view)
            throw new Error('Cannot bind an API on top of an existing property on the window object');
          Object.defineProperty(view, message.name, { value: unpack(message.value, true), enumerable: true });
        });
        break;
      case 'post':
        listener(message.value);
    }
  }

  view.addEventListener(key + here, (event) => {
    event.stopImmediatePropagation();
    const { detail } = event as CustomEvent<Message | null>;
    if (detail) receive(detail);
  });

  return {
    expose(name, value) {
      answer = undefined;
      emit({ op: 'expose', name, value: pack(value) });
      const reply = takeAnswer();
      if (reply?.op === 'threw') throw new Error(reply.message);
    },
    post: (message) => emit({ op: 'post', value: message }),
    onMessage(added) {
      listener = added;
    },
  };
}
