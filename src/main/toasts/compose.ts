import { oneLine } from '../../core/vault/index.ts';
import type { ApprovalSummary } from '../../shared/api.ts';
import type { Notifier, Toast } from './toast.ts';
import { timeLeft, words } from './words.ts';

type Limits = Notifier['limits'];
export type Milestone = keyof typeof words.milestones;

/** Longer than any toast: what is cut at a system's limit differs from what is cut here. */
const longestSentence = 10_000;

/**
 * The toast of one request: its sentence, then why it asks and the time left. Systems cut a title without asking, so
 * what can be approved here stands in the body too: whoever approves has seen all of it.
 */
export function requestToast(
  approval: ApprovalSummary,
  milestone: Milestone | undefined,
  nowMs: number,
  limits: Limits,
): Toast {
  const title = harmless(approval.sentence, limits.title);
  const approvable = approval.low_risk && title === harmless(approval.sentence, longestSentence);
  const sentence = approvable && title.length > limits.titleLine ? `${title} · ` : '';
  const reason = milestone ? `${words.milestones[milestone]}: ${approval.reason}` : approval.reason;
  const left = ` · ${words.expires(timeLeft(Date.parse(approval.expires_at), nowMs))}`;
  return {
    title,
    body: sentence + harmless(reason, limits.body - sentence.length - left.length) + left,
    buttons: approvable ? ['approve', 'reject'] : ['review'],
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
