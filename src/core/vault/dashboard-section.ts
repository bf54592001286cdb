import type { DashboardView, FinishedTask, WaitingApproval } from './dashboard-view.ts';
import { inertMarkdown } from './inert-text.ts';
import { fileUri, noteLink } from './links.ts';
import { localDateTime, shownTime } from './local-time.ts';

const maxWaiting = 50;
const maxFinished = 10;
const maxProblems = 20;

/** What every section starts with: by it and its digest our text is told from a person's. */
export const sectionHeading = '## Employee';

/** The section's lines without its footer: everything but the time. */
export function sectionBody(view: DashboardView): readonly string[] {
  return [
    sectionHeading,
    '',
    ...state(view),
    '',
    ...counts(view),
    ...block('Waiting for you', waiting(view.waiting)),
    ...block('Problems', problems(view.problems)),
    ...block('Last finished', finished(view.lastCompleted)),
    ...block('Records', records(view)),
    '',
  ].flatMap((line) => line.split('\n'));
}

/** The line that ends a section, without its block id. */
export function sectionFooter(view: DashboardView): string {
  return `*Updated ${(localDateTime(view.updatedAt) ?? 'at an unknown time').replace('T', ' ')}*`;
}

function block(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines];
}

const callouts = {
  working: 'info',
  idle: 'success',
  paused: 'quote',
  'needs you': 'warning',
  stopped: 'quote',
  trouble: 'danger',
} as const satisfies Record<DashboardView['state'], string>;

function state({ state: now, current, counts: { approvals } }: DashboardView): readonly string[] {
  const title = {
    working: 'Working',
    idle: 'Idle: everything is done',
    paused: 'Paused: new tasks wait until you resume',
    'needs you': `Needs you: ${approvals} ${approvals === 1 ? 'request waits' : 'requests wait'} for your decision`,
    stopped: 'Stopped',
    trouble: 'Trouble: see the problems below',
  }[now];
  const work =
    current && `> **${inertMarkdown(current.title, { maxLength: 120 })}**: ${inertMarkdown(current.step)}`;
  return [`> [!${callouts[now]}] ${title}`, ...(work ? [work] : [])];
}

function counts({ counts: count }: DashboardView): readonly string[] {
  const columns: readonly (readonly [string, number])[] = [
    ['Inbox', count.inbox],
    ['In work', count.pending],
    ['Approvals', count.approvals],
    ['Completed', count.completed],
    ['Completed today', count.completedToday],
    ['Failed today', count.failedToday],
    ['Quarantine', count.quarantine],
  ];
  return [
    row(columns.map(([title]) => title)),
    row(columns.map(() => '--:')),
    row(columns.map(([, value]) => value.toLocaleString('en-US'))),
  ];
}

function waiting(requests: readonly WaitingApproval[]): readonly string[] {
  return limited(requests, maxWaiting, (request) => {
    const uri = fileUri(request.fileLink);
    const link = uri === undefined ? inertMarkdown(request.fileLink) : `[Open the request](${uri})`;
    const sentence = inertMarkdown(request.sentence, { maxLength: 200 });
    return `- **${sentence}** · ${inertMarkdown(request.reason, { maxLength: 200 })} · until ${shownTime(request.expiresAt)} · ${link} · ${inertMarkdown(request.taskId)}`;
  });
}

const outcomes = {
  completed: '✅ Completed',
  failed: '❌ Failed',
  rejected: '🚫 Rejected',
  expired: '⌛ Expired',
} as const satisfies Record<FinishedTask['status'], string>;

function finished(tasks: readonly FinishedTask[]): readonly string[] {
  if (tasks.length === 0) return [];
  const rows = tasks.slice(0, maxFinished).map(({ at, title, notePath, status }) => {
    const link =
      notePath === undefined
        ? inertMarkdown(title, { maxLength: 120 })
        : noteLink(notePath, title, { inTable: true });
    return row([shownTime(at), link, outcomes[status]]);
  });
  return [row(['When', 'Task', 'Result']), row(['---', '---', '---']), ...rows];
}

function problems(sentences: readonly string[]): readonly string[] {
  return limited(sentences, maxProblems, (sentence) => `- ${inertMarkdown(sentence)}`);
}

function records(view: DashboardView): readonly string[] {
  const cost = `${view.costIsLowerBound ? 'at least ' : ''}${dollars(view.costTodayUsd)}`;
  const budget = view.budgetUsd === null ? 'no budget is set' : `budget ${dollars(view.budgetUsd)}`;
  const head = view.auditHead;
  return [
    `- Model cost today (UTC): ${cost} · ${budget}`,
    head === null
      ? '- Audit trail: no entry yet'
      : `- Audit trail: entry ${head.seq.toLocaleString('en-US')} · ${inertMarkdown(head.hash, { maxLength: 64 })}`,
  ];
}

/** Cents, and as many more digits as a small amount needs to be told from nothing. */
function dollars(amountUsd: number): string {
  const digits = Number.isInteger(Math.round(amountUsd * 1e6) / 1e4) ? 2 : 4;
  return amountUsd > 0 && amountUsd < 0.0001 ? 'under \\$0.0001' : `\\$${amountUsd.toFixed(digits)}`;
}

function limited<T>(items: readonly T[], limit: number, render: (item: T) => string): readonly string[] {
  const lines = items.slice(0, limit).map(render);
  return items.length > limit ? [...lines, `- and ${items.length - limit} more`] : lines;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
