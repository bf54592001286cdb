import type { Codec } from './wire.ts';

type Node = null | boolean | number | string | Tagged;
type Tagged =
  | { readonly $: 'undefined' }
  | { readonly $: 'bigint' | 'number'; readonly v: string }
  | { readonly $: 'seen'; readonly v: number }
  | { readonly $: 'array' | 'set'; readonly v: readonly Node[] }
  | { readonly $: 'date'; readonly v: number }
  | { readonly $: 'regexp'; readonly v: readonly [string, string] }
  | { readonly $: 'map'; readonly v: readonly (readonly [Node, Node])[] }
  | { readonly $: 'error'; readonly v: readonly [string, string, string | undefined] }
  | { readonly $: 'buffer'; readonly v: string }
  | { readonly $: 'view'; readonly t: string; readonly v: string }
  | { readonly $: 'object'; readonly v: readonly (readonly [string, Node])[] };

/**
 * Structured clone to text and back, cycles included. Runs in Node and, by its source text, in pages: it must use
 * nothing from outside itself.
 */
export function createCodec(): Codec {
  function toBase64(bytes: Uint8Array): string {
    let text = '';
    for (let start = 0; start < bytes.length; start += 8192)
      text += String.fromCharCode(...bytes.subarray(start, start + 8192));
    return btoa(text);
  }

  function fromBase64(text: string): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  }

  function encode(value: unknown): string {
    const seen = new Map<object, number>();
    let copy: unknown;
    try {
      copy = structuredClone(value);
    } catch {
      throw new Error('An object could not be cloned.');
    }
    return JSON.stringify(walk(copy));

    function walk(current: unknown): Node {
      if (current === undefined) return { $: 'undefined' };
      if (typeof current === 'bigint') return { $: 'bigint', v: String(current) };
      if (typeof current === 'number')
        return Number.isFinite(current) && !Object.is(current, -0)
          ? current
          : { $: 'number', v: Object.is(current, -0) ? '-0' : String(current) };
      if (typeof current === 'boolean' || typeof current === 'string' || current === null) return current;
      const before = seen.get(current);
      if (before !== undefined) return { $: 'seen', v: before };
      seen.set(current, seen.size);
      return walkObject(current);
    }

    function walkObject(current: object): Tagged {
      if (Array.isArray(current)) return { $: 'array', v: Array.from(current, walk) };
      if (current instanceof Date) return { $: 'date', v: current.getTime() };
      if (current instanceof RegExp) return { $: 'regexp', v: [current.source, current.flags] };
      if (current instanceof Map)
        return { $: 'map', v: [...current].map(([key, item]) => [walk(key), walk(item)]) };
      if (current instanceof Set) return { $: 'set', v: [...current].map(walk) };
      if (current instanceof Error) return { $: 'error', v: [current.name, current.message, current.stack] };
      if (current instanceof ArrayBuffer) return { $: 'buffer', v: toBase64(new Uint8Array(current)) };
      if (ArrayBuffer.isView(current)) {
        const bytes = new Uint8Array(current.buffer, current.byteOffset, current.byteLength);
        return { $: 'view', t: current.constructor.name, v: toBase64(bytes) };
      }
      return { $: 'object', v: Object.entries(current).map(([key, item]) => [key, walk(item)]) };
    }
  }

  function decode(text: string): unknown {
    const seen: unknown[] = [];
    return walk(JSON.parse(text) as Node);

    function keep<Value>(value: Value): Value {
      seen.push(value);
      return value;
    }

    function walk(node: Node): unknown {
      if (node === null || typeof node !== 'object') return node;
      switch (node.$) {
        case 'undefined':
          return undefined;
        case 'bigint':
          return BigInt(node.v);
        case 'number':
          return Number(node.v);
        case 'seen':
          return seen[node.v];
        case 'array': {
          const array = keep<unknown[]>([]);
          for (const item of node.v) array.push(walk(item));
          return array;
        }
        case 'set': {
          const set = keep(new Set());
          for (const item of node.v) set.add(walk(item));
          return set;
        }
        case 'map': {
          const map = keep(new Map());
          for (const [key, item] of node.v) map.set(walk(key), walk(item));
          return map;
        }
        case 'object': {
          const object = keep<Record<string, unknown>>({});
          // Not an assignment: `__proto__` is a name like any other here.
          for (const [name, item] of node.v)
            Object.defineProperty(object, name, {
              value: walk(item),
              writable: true,
              enumerable: true,
              configurable: true,
            });
          return object;
        }
        case 'date':
          return keep(new Date(node.v));
        case 'regexp':
          return keep(new RegExp(...node.v));
        case 'error':
          return keep(toError(...node.v));
        case 'buffer':
          return keep(fromBase64(node.v).buffer);
        case 'view':
          return keep(toView(node.t, fromBase64(node.v)));
      }
    }
  }

  function toError(name: string, message: string, stack: string | undefined): Error {
    const types = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
    const Type = types[name as keyof typeof types] ?? Error;
    const error = new Type(message);
    if (stack !== undefined) error.stack = stack;
    return error;
  }

  function toView(name: string, bytes: Uint8Array<ArrayBuffer>): ArrayBufferView {
    const types = {
      BigInt64Array,
      BigUint64Array,
      DataView,
      Float32Array,
      Float64Array,
      Int8Array,
      Int16Array,
      Int32Array,
      Uint8ClampedArray,
      Uint16Array,
      Uint32Array,
    };
    const Type: (new (buffer: ArrayBuffer) => ArrayBufferView) | undefined =
      types[name as keyof typeof types];
    // Node's Buffer arrives in a page as a Uint8Array.
    return Type ? new Type(bytes.buffer) : bytes;
  }

  return { encode, decode };
}
