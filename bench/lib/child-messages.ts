/** What a benchmark asks of the employee's process. */
export type Request =
  | { readonly ask: 'counters' }
  | { readonly ask: 'until'; readonly settled: number }
  | { readonly ask: 'block'; readonly ms: number }
  | { readonly ask: 'operations'; readonly path: string }
  | { readonly ask: 'stop' };

/** Every request is answered with this, in order. */
export interface Answer {
  readonly syncs: number;
  readonly mutations: number;
  readonly recorded: number;
  /** The child's wall clock, in milliseconds since the epoch, when it answered. */
  readonly atMs: number;
}
