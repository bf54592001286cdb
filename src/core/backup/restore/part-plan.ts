import type { RestoreReport } from '../../../shared/commands/restore.ts';
import type { SwapStep } from './swap-list.ts';

type PartReport = RestoreReport['parts'][number];

/** What restoring one part comes to, worked out once nothing live changes any more. */
export interface PartPlan {
  readonly steps: readonly SwapStep[];
  readonly report: Omit<PartReport, 'outcome'>;
  /** Tasks whose waiting requests of the archive are void: they are asked about again. */
  readonly askedAgain?: readonly string[];
  /** Days of the original system that come in, with their digests. */
  readonly sealed?: Readonly<Record<string, string>>;
}

/** Names for what is kept while a swap can still be undone. */
export class KeptPlaces {
  readonly #folder: string;
  #count = 0;

  /** `folder`: `old/<part>` of a work folder. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  next(): string {
    this.#count += 1;
    return `${this.#folder}/${this.#count}`;
  }
}
