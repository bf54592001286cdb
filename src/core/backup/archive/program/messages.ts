import { describeError, EmployeeError, type ErrorCode } from '../../../../shared/errors.ts';
import type {
  Amount,
  ArchivePlan,
  ArchiveProgress,
  CreatedArchive,
  ExtractRequest,
  VerifiedArchive,
} from '../model.ts';

/** What the program is started for. */
export type Job =
  | { readonly kind: 'create'; readonly plan: ArchivePlan }
  | { readonly kind: 'verify'; readonly archive: string }
  | { readonly kind: 'extract'; readonly request: ExtractRequest };

export interface JobResults {
  readonly create: CreatedArchive;
  readonly verify: VerifiedArchive;
  readonly extract: Amount;
}

/** What the program answers; both ends are of one build. */
export type Answer =
  | { readonly kind: 'progress'; readonly progress: ArchiveProgress }
  | { readonly kind: 'done'; readonly result: JobResults[keyof JobResults] }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** An error on its way between processes. */
export interface Failure {
  readonly code: ErrorCode;
  readonly what: string;
  readonly why: string;
  readonly hint: string;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof EmployeeError) {
    const { code, what, why, hint } = error;
    return { code, what, why, hint };
  }
  return {
    code: 'failed',
    what: 'cannot finish the work on the archive',
    why: describeError(error),
    hint: 'Try again; if it persists, report it',
  };
}
