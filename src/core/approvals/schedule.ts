import type { ApprovalRequest, ApprovalType } from '../../shared/approval.ts';

/** Hours after which an open request is reminded of, alerted about, and expires (CONTRACT §3). */
export interface ApprovalTimes {
  readonly reminderHours: number;
  readonly alertHours: number;
  readonly expiryHours: number;
}

/** What time does to a request that nobody answers. */
export type Milestone = 'reminder' | 'alert' | 'expiry';

const hourMs = 3_600_000;
/** An unknown outcome stays unknown until a person says what happened: it is reminded of, but never expires in practice. */
const neverMs = 20 * 365 * 24 * hourMs;

/** How long a request of that type waits for an answer, in milliseconds. */
export function lifetimeMs(type: ApprovalType, times: ApprovalTimes): number {
  return type === 'outcome_unknown' ? neverMs : times.expiryHours * hourMs;
}

/** What is due for a request at `nowMs`, and when the next thing is. Past milestones are passed over, not caught up one by one. */
export function milestones(
  request: ApprovalRequest,
  times: ApprovalTimes,
  reached: ReadonlySet<Milestone>,
  nowMs: number,
): { readonly due: Milestone | undefined; readonly nextMs: number } {
  const createdMs = Date.parse(request.created_at);
  const expiresMs = Date.parse(request.expires_at);
  if (nowMs >= expiresMs) return { due: 'expiry', nextMs: expiresMs };
  const alertMs = createdMs + times.alertHours * hourMs;
  const reminderMs = createdMs + times.reminderHours * hourMs;
  if (nowMs >= alertMs) return { due: reached.has('alert') ? undefined : 'alert', nextMs: expiresMs };
  if (nowMs >= reminderMs) {
    return { due: reached.has('reminder') ? undefined : 'reminder', nextMs: Math.min(alertMs, expiresMs) };
  }
  return { due: undefined, nextMs: Math.min(reminderMs, alertMs, expiresMs) };
}
