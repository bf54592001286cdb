import type { Endpoint } from './endpoint.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** The body of `POST /chat/completions`. */
export type ChatBody = Readonly<Record<string, unknown>> & {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
};

/** An answer of a model; what it says is untrusted. */
export interface ChatAnswer {
  readonly kind: 'answer';
  readonly content: string;
  /** `refused`: the model or a filter of it would not answer. */
  readonly finish: 'stop' | 'length' | 'refused';
  /** `undefined` where the endpoint does not count. */
  readonly usage: TokenUsage | undefined;
}

export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** How a call failed. */
export type FailureCause =
  | 'unreachable'
  | 'interrupted'
  | 'timeout'
  | 'rate_limited'
  | 'out_of_credit'
  | 'server_error'
  | 'unauthorised'
  | 'not_found'
  | 'bad_request'
  | 'filtered'
  | 'not_an_answer';

export interface ChatFailure {
  readonly kind: 'failure';
  readonly cause: FailureCause;
  /** One line for a person; holds no key. */
  readonly why: string;
  /** HTTP status; `undefined` when none came. */
  readonly status: number | undefined;
  /** What the endpoint asked for. */
  readonly retryAfterMs: number | undefined;
  /** Nothing left this machine: it is no call at all. */
  readonly neverSent: boolean;
  /** The model may have worked, so that it may be charged for. */
  readonly mayHaveCost: boolean;
}

export type ChatReply = ChatAnswer | ChatFailure;

/** What listing the models of an endpoint gave. */
export type ModelList =
  | { readonly kind: 'models'; readonly names: readonly string[] }
  | { readonly kind: 'failure'; readonly why: string };

/** The network side of a model. Rejects only with the signal's reason. */
export interface ChatClient {
  /** Loads what a call needs, so that a call leaves when it is made. */
  warmUp(): Promise<void>;
  complete(endpoint: Endpoint, body: ChatBody, limits: CallLimits): Promise<ChatReply>;
  /** GET only: nothing is spent. */
  models(endpoint: Omit<Endpoint, 'model'>, limits: CallLimits): Promise<ModelList>;
}

export interface CallLimits {
  /** For the whole answer, however slowly it drips. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}
