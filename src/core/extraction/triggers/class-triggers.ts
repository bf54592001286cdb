/** Words that mark a class of task. A trigger matches whole words; short ones in capitals only in capitals. */
export interface ClassTriggers {
  readonly type: string;
  readonly triggers: readonly string[];
  /** How much one trigger counts, 1 by default. */
  readonly weight?: number;
}
