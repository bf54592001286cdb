/** Something that carries out actions: the built-in vault, later the MCP servers. */
export interface ToolServer {
  readonly name: string;
  readonly tools: readonly Tool[];
  /**
   * The arguments as a call would carry them out, where it changes them: so that a person is shown what will be done.
   * For the result of it, `call` does the same as for what was given.
   */
  prepare?(tool: string, args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** Carries out one call. A rejected promise means that nobody knows whether it happened. */
  call(tool: string, args: Readonly<Record<string, unknown>>, options: CallOptions): Promise<CallResult>;
}

/** A tool as its server describes it; the words are untrusted where the server is. */
export interface Tool {
  readonly server: string;
  readonly tool: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly readOnly: boolean;
  /** Whether the same call with the same idempotency key has its effect only once. */
  readonly idempotent: boolean;
}

export interface CallOptions {
  readonly idempotencyKey: string;
  readonly signal: AbortSignal;
}

/** What came of a call that was answered. `transient`: the same call may succeed later. */
export type CallResult =
  | { readonly ok: true; readonly summary: string }
  | { readonly ok: false; readonly reason: string; readonly transient?: boolean };
