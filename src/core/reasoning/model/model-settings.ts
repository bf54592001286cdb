import type { Caps } from '../../cost/index.ts';
import type { Endpoint } from './endpoint.ts';

/** What is in force for a call. */
export interface ModelSettings {
  readonly endpoint: Endpoint;
  /** Longest answer. */
  readonly maxTokens: number;
  readonly temperature: number;
  /** Of prompt and answer together; `null`: what is known of the model. */
  readonly contextTokens: number | null;
  readonly timeoutMs: number;
  /** Shortest time between two calls. */
  readonly cooldownMs: number;
  readonly caps: Caps;
  readonly retry: { readonly maxAttempts: number; readonly backoffMs: number };
}
