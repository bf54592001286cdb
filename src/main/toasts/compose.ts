import { oneLine } from '../../core/vault/index.ts';
import type { ApprovalSummary } from '../../shared/api.ts';
import type { DropResult } from '../../shared/ipc/shell-channels.ts';
import type { Words } from '../words/index.ts';
import { timeLeft } from './time-left.ts';
import type { Notifier, Toast } from './toast.ts';

type Limits = Notifier['limits'];
export type Milestone = 'reminder' | 'alert';

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
  words: Words,
): Toast {
  const title = harmless(approval.sentence, limits.title);
  const approvable = approval.low_risk && title === harmless(approval.sentence, longestSentence);
  const sentence = approvable && title.length > limits.titleLine ? `${title} · ` : '';
  const reason = reminding(approval.reason, milestone, words);
  const left = ` · ${words.t('toast.expires', { left: timeLeft(Date.parse(approval.expires_at), nowMs, words) })}`;
  return {
    title,
    body: sentence + harmless(reason, limits.body - sentence.length - left.length) + left,
    buttons: approvable ? ['approve', 'reject'] : ['review'],
  };
}

function reminding(reason: string, milestone: Milestone | undefined, { t }: Words): string {
  if (milestone === undefined) return reason;
  return t(milestone === 'reminder' ? 'toast.reminder' : 'toast.lastReminder', { reason });
}

/** One toast for many requests. */
export function groupToast(waiting: readonly ApprovalSummary[], nowMs: number, words: Words): Toast {
  const firstMs = Math.min(...waiting.map((approval) => Date.parse(approval.expires_at)));
  return {
    title: words.t('toast.waiting', { count: waiting.length }),
    body: words.t('toast.firstExpiry', { left: timeLeft(firstMs, nowMs, words) }),
    buttons: ['review'],
  };
}

export function alertToast(message: string, limits: Limits, { t }: Words): Toast {
  return { title: t('toast.needsYou'), body: harmless(message, limits.body), buttons: [] };
}

/** One toast for many alerts. */
export function alertsToast(count: number, { t }: Words): Toast {
  return { title: t('toast.alerts', { count }), body: t('toast.alertsBody'), buttons: [] };
}

export function hiddenToast({ t }: Words): Toast {
  return { title: t('toast.hidden'), body: t('toast.hiddenBody'), buttons: [] };
}

/** Files that were handed over and not taken: the first with its reason. */
export function notTakenToast(refused: DropResult['refused'], limits: Limits, { t }: Words): Toast {
  const [first] = refused;
  const body = first === undefined ? '' : t('toast.notTakenFile', first);
  return {
    title: t('toast.notTaken', { count: refused.length }),
    body: harmless(body, limits.body),
    buttons: [],
  };
}

export function notBackedUpToast(why: string, limits: Limits, { t }: Words): Toast {
  return { title: t('toast.backupFailed'), body: harmless(why, limits.body), buttons: [] };
}

/**
 * Untrusted text for a title or body: one line, nothing hidden, no direction tricks, at most `maxLength`, never
 * empty, and not to be taken for an option of a command line.
 */
export function harmless(text: string, maxLength: number): string {
  const line = oneLine(text, maxLength).replace(/^-+/, (dashes) => '\u2010'.repeat(dashes.length));
  return line === '' ? '\u2026' : line;
}
