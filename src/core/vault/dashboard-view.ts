import type { FinalStatus } from '../../shared/task.ts';

/** How the employee is, in a word or two for a person. */
export type DashboardState = 'working' | 'idle' | 'paused' | 'needs you' | 'stopped' | 'trouble';

/** An open request as the dashboard lists it. */
export interface WaitingApproval {
  readonly taskId: string;
  /** What would be done, in plain words. */
  readonly sentence: string;
  readonly reason: string;
  /** UTC, RFC 3339. */
  readonly expiresAt: string;
  /** Absolute path (or `file:` address) of the request file. */
  readonly fileLink: string;
}

/** A finished task as the dashboard lists it. */
export interface FinishedTask {
  readonly title: string;
  /** Path of the task's note, relative to the vault. */
  readonly notePath?: string | undefined;
  readonly status: FinalStatus;
  /** UTC, RFC 3339. */
  readonly at: string;
}

/** Everything the employee's section of Dashboard.md shows. Titles and sentences are untrusted text. */
export interface DashboardView {
  readonly state: DashboardState;
  /** UTC, RFC 3339. A view that differs in nothing else is not written. */
  readonly updatedAt: string;
  readonly counts: {
    readonly inbox: number;
    readonly pending: number;
    readonly approvals: number;
    readonly completed: number;
    readonly completedToday: number;
    readonly failedToday: number;
    readonly quarantine: number;
  };
  readonly current?: { readonly taskId: string; readonly title: string; readonly step: string } | undefined;
  readonly waiting: readonly WaitingApproval[];
  readonly lastCompleted: readonly FinishedTask[];
  /** Dollars of the current UTC day, as budgets count. */
  readonly costTodayUsd: number;
  readonly costIsLowerBound: boolean;
  /** Dollars per UTC day; `null` is unlimited. */
  readonly budgetUsd: number | null;
  readonly auditHead: { readonly seq: number; readonly hash: string } | null;
  /** Sentences for a person. */
  readonly problems: readonly string[];
}
