// What crosses between a page and the stand-in's main process. Types only: page code is sent as source text.

/** From the page, through a binding that only the preload's world has. `args` is text of the codec. */
export type PageMessage =
  | { readonly type: 'send'; readonly channel: string; readonly args: string }
  | { readonly type: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | {
      readonly type: 'preload-error';
      readonly name: string;
      readonly message: string;
      readonly stack: string;
    }
  | { readonly type: 'permission'; readonly id: number; readonly name: string }
  | { readonly type: 'open'; readonly url: string; readonly name: string; readonly features: string }
  | { readonly type: 'close' };

/** To the page. */
export type HostMessage =
  | { readonly type: 'event'; readonly channel: string; readonly args: string }
  | { readonly type: 'reply'; readonly id: number; readonly value: string }
  | { readonly type: 'reply'; readonly id: number; readonly error: string }
  | { readonly type: 'permission'; readonly id: number; readonly granted: boolean };

/** What the page stops and waits for; see `main/page-questions.ts`. */
export type PageQuestion = 'file-path' | 'send-sync';

/** What a sandboxed preload finds in `process`. */
export interface ProcessInfo {
  readonly platform: string;
  readonly arch: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
  readonly resourcesPath: string;
}

export interface Codec {
  readonly encode: (value: unknown) => string;
  readonly decode: (text: string) => unknown;
}

/** One end of the wire between the page's world and the preload's. */
export interface WorldBridge {
  /** Makes `value` a frozen property of the other world's `window`. */
  readonly expose: (name: string, value: unknown) => void;
  /** Tells the other world's `onMessage`. */
  readonly post: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
}

export type CreateBridge = (here: string, there: string, key: string) => WorldBridge;
