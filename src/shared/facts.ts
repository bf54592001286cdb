/** What the text of a task says, read by rules and never by a model: the policy relies on it. */
export interface Facts {
  /** Best class, and every class whose triggers matched, strongest first. */
  readonly type: string;
  readonly classes: readonly TaskClass[];
  readonly amounts: readonly Amount[];
  /** What the amounts of a currency add up to, where it is named more than once; stated totals are no further parts. */
  readonly sums: readonly Amount[];
  readonly dates: readonly FoundDate[];
  readonly names: readonly string[];
  readonly emails: readonly string[];
  readonly references: readonly string[];
}

/** A kind of task that the text speaks of. */
export interface TaskClass {
  readonly type: string;
  /** The words that decided, as they stand in the text. */
  readonly matched: readonly string[];
}

/** Money in minor units of ISO 4217's exponent, so that no cent is lost: `$1,234.50` is 123450 USD. */
export interface Amount {
  readonly text: string;
  readonly currency: string;
  readonly minorUnits: number;
  readonly exponent: number;
}

/** A date as the text has it, and the day it means. */
export interface FoundDate {
  readonly text: string;
  /** Local calendar day `YYYY-MM-DD`. */
  readonly day: string;
}
