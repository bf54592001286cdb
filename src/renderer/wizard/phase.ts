import { type RestoreReport, type RestoreStep, restoreSteps } from '../../shared/commands/restore.ts';
import type { ChannelResult } from '../../shared/ipc/contract.ts';

type RestoreState = ChannelResult<'restore.state'>;

/** Steps from which on the swap is certain, and nothing can be cancelled. */
const certain: readonly RestoreStep[] = ['stopping', 'swapping', 'restarting'];

/** A restore that this window asked for, or found under way. */
export interface Begun {
  /** Milliseconds: reports that ended before are those of others. */
  readonly atMs: number;
  readonly archive: string;
  /** The employee has accepted it: the swap comes. */
  readonly accepted: boolean;
  /** Another surface asked for it: only the employee tells of its end. */
  readonly found: boolean;
}

export interface Seen {
  /** Whether an employee can be asked. */
  readonly works: boolean;
  /** The newest answer; kept while nobody can be asked. */
  readonly state: RestoreState | undefined;
  /** Of the newest progress. */
  readonly step: RestoreStep | undefined;
  readonly begun: Begun | undefined;
  /** The person cancelled it in time. */
  readonly cancelled: boolean;
  /** Id of a report that the person has read. */
  readonly read: string | undefined;
  /** Milliseconds. */
  readonly openedAtMs: number;
}

/** What stands in the window. */
export type Phase =
  /** Nothing is under way: the person chooses. */
  | { readonly kind: 'free' }
  /** Nobody can be asked, for another reason than a restore. */
  | { readonly kind: 'away' }
  | {
      readonly kind: 'running';
      readonly archive: string;
      readonly step: RestoreStep;
      readonly canCancel: boolean;
      /** The employee is between its stop and its start. */
      readonly restarting: boolean;
    }
  /** Before anything was changed. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'ended'; readonly report: RestoreReport };

/**
 * What the employee says of restores, as one picture that holds over its restart: while it cannot be asked, a restore
 * that was begun goes on; what has ended since is told once.
 */
export function phaseOf({ works, state, step, begun, cancelled, read, openedAtMs }: Seen): Phase {
  if (!works) return begun ? running(begun.archive, 'restarting', false, true) : { kind: 'away' };
  const now = state?.running;
  if (now) return running(now.archive, later(now.step, step), now.can_cancel, false);
  if (cancelled) return { kind: 'cancelled' };
  const last = state?.last;
  const isNews = last && last.id !== read && Date.parse(last.finished_at) >= (begun?.atMs ?? openedAtMs);
  if (isNews) return { kind: 'ended', report: last };
  if (begun === undefined) return { kind: 'free' };
  // What another surface began, and is gone without a report, ended before it came to anything.
  if (begun.found && state !== undefined) return { kind: 'cancelled' };
  const { archive, accepted } = begun;
  return running(archive, accepted ? 'stopping' : (step ?? 'checking'), !accepted, false);
}

function running(archive: string, step: RestoreStep, canCancel: boolean, restarting: boolean): Phase {
  return { kind: 'running', archive, step, canCancel: canCancel && !certain.includes(step), restarting };
}

/** Progress and state come by different ways: the one that is further on is the newer. */
function later(a: RestoreStep, b: RestoreStep | undefined): RestoreStep {
  return b !== undefined && restoreSteps.indexOf(b) > restoreSteps.indexOf(a) ? b : a;
}
