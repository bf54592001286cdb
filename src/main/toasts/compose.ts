import { oneLine } from '../../core/vault/index.ts';
import type { ApprovalSummary } from '../../shared/api.ts';
import type { Notifier, Toast } from './toast.ts';
import { timeLeft, words } from './words.ts';

type Limits = Notifier['limits'];
export type Milestone = keyof typeof words.milestones;

/** The toast of one request: its sentence, then why it asks and the time left. */
export function requestToast(
  approval: ApprovalSummary,
  milestone: Milestone | undefined,
  nowMs: number,
  limits: Limits,
): Toast {
  const left = ` · ${words.expires(timeLeft(Date.parse(approval.expires_at), nowMs))}`;
  const reason = milestone ? `${words.milestones[milestone]}: ${approval.reason}` : approval.reason;
  const title = harmless(approval.sentence, limits.title);
  return {
    title,
    body: harmless(reason, limits.body - left.length) + left,
    buttons: approval.low_risk && isWhole(approval, title) ? ['approve', 'reject'] : ['review'],
  };
}

/** One toast for many requests. */
export function groupToast(waiting: readonly ApprovalSummary[], nowMs: number): Toast {
  const firstMs = Math.min(...waiting.map((approval) => Date.parse(approval.expires_at)));
  return {
    title: words.waiting(waiting.length),
    body: words.firstExpiry(timeLeft(firstMs, nowMs)),
    buttons: ['review'],
  };
}

export function alertToast(message: string, limits: Limits): Toast {
  return { title: words.alert, body: harmless(message, limits.body), buttons: [] };
}

export function hiddenToast(): Toast {
  return { title: words.hiddenTitle, body: words.hiddenBody, buttons: [] };
}

/**
 * Untrusted text for a title or body: one line, nothing hidden, no direction tricks, at most `maxLength`, never
 * empty, and not to be taken for an option of a command line.
 */
export function harmless(text: string, maxLength: number): string {
  const line = oneLine(text, maxLength).replace(/^-+/, (dashes) => '\u2010'.repeat(dashes.length));
  return line === '' ? '\u2026' : line;
}

/** Nobody approves a sentence of which only the beginning was shown. */
function isWhole(approval: ApprovalSummary, title: string): boolean {
  return title === harmless(approval.sentence, 10_000);
}
