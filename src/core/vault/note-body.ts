import type { Facts } from '../../shared/facts.ts';
import type { Task, TaskAction } from '../../shared/task.ts';
import { vaultPathProblem } from '../policy/index.ts';
import { inertExcerpt, inertMarkdown, inertTask } from './inert-text.ts';
import { noteLink } from './links.ts';
import { shownTime } from './local-time.ts';
import { dueDay } from './note-properties.ts';
import type { TaskNoteInput } from './task-note.ts';

const excerptLength = 2_000;

/** The note below its title: how it ended, what was read, what was done, what is left to do. */
export function noteBody(input: TaskNoteInput): string {
  return [
    outcome(input),
    section('What was read', reading(input.task)),
    section('What it says', understanding(input.facts)),
    section('What was done', actions(input.task)),
    section('To do', checklist(input)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function section(title: string, content: string): string {
  return content === '' ? '' : `## ${title}\n\n${content}`;
}

function outcome({ task, facts, finalStatus, result }: TaskNoteInput): string {
  const said = inertMarkdown(result, { maxLength: 1_000 });
  const subject = `Read as ${inertMarkdown(facts.type || (task.type ?? 'other'), { maxLength: 60 })}.`;
  const ended = shownTime(task.completed_at);
  switch (finalStatus) {
    case 'completed':
      return `Finished on ${ended}. ${subject}${said === '' ? '' : `\n\n${said}`}`;
    case 'waiting':
      return callout('question', 'Waiting for your decision', said, subject);
    case 'rejected':
      return callout('failure', `Rejected on ${ended}: nothing that needed approval was done`, said, subject);
    case 'expired':
      return callout('warning', `Expired on ${ended}: nobody decided in time`, said, subject);
    case 'failed':
      return callout('danger', `Failed on ${ended}`, said, subject);
  }
}

function callout(kind: string, title: string, reason: string, subject: string): string {
  return `> [!${kind}] ${title}\n> ${reason === '' ? 'No reason was given.' : reason}\n\n${subject}`;
}

function reading(task: Task): string {
  const { context } = task;
  if (context === undefined) return '';
  const origin = context.file_path ? `From ${inertMarkdown(context.file_path, { maxLength: 1_000 })}.` : '';
  const contents = context.contents ?? '';
  if (contents.trim() === '') return `${origin} The file is empty.`.trim();
  const cut = context.truncated === true || contents.length > excerptLength;
  const parts = [
    origin,
    inertExcerpt(contents, { maxLength: excerptLength }),
    cut ? 'The beginning only; the rest is in the file.' : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function understanding(facts: Facts): string {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['Amounts', facts.amounts.map((amount) => `${amount.text} (${amount.currency})`)],
    ['Dates', facts.dates.map((date) => (date.text === date.day ? date.day : `${date.day} (${date.text})`))],
    ['Names', facts.names],
    ['Email', facts.emails],
    ['References', facts.references],
  ];
  return rows
    .filter(([, values]) => values.length > 0)
    .map(([title, values]) => `- ${title}: ${listed(values)}`)
    .join('\n');
}

function listed(values: readonly string[]): string {
  const shown = values.slice(0, 10).map((value) => inertMarkdown(value, { maxLength: 120 }));
  return shown.join(', ') + (values.length > shown.length ? ` and ${values.length - shown.length} more` : '');
}

function actions(task: Task): string {
  return (task.actions ?? []).map((action, index) => `${index + 1}. ${actionLine(action)}`).join('\n');
}

const statusWords = {
  planned: 'Not done',
  done: 'Done',
  failed: 'Failed',
  skipped: 'Skipped',
  outcome_unknown: 'Outcome unknown',
} as const satisfies Record<TaskAction['status'], string>;

function actionLine(action: TaskAction): string {
  const tool = inertMarkdown(`${action.server}.${action.tool}`, { maxLength: 200 });
  const description = inertMarkdown(action.description, { maxLength: 400 });
  const result = inertMarkdown(action.result ?? '', { maxLength: 400 });
  const note = noteOf(action);
  return [
    `**${statusWords[action.status]}**: ${description === '' ? tool : `${description} (${tool})`}`,
    ...(note ? [`→ ${note}`] : []),
    ...(result === '' ? [] : [`– ${result}`]),
  ].join(' ');
}

function noteOf({ server, status, arguments: args }: TaskAction): string | undefined {
  if (server !== 'vault' || status !== 'done' || typeof args.path !== 'string') return undefined;
  return vaultPathProblem(args.path) === null ? noteLink(args.path, '') || undefined : undefined;
}

const prioritySigns = { critical: ' 🔺', high: ' ⏫', normal: '', low: ' 🔽' } as const;

/** Lines of the Tasks plugin. After a rejection they are cancelled, since nobody is to do them. */
function checklist({ task, facts, checklist: items, finalStatus }: TaskNoteInput): string {
  const due = dueDay(task, facts);
  const box = finalStatus === 'rejected' ? '[-]' : '[ ]';
  const signs = `${due ? ` 📅 ${due}` : ''}${prioritySigns[task.priority ?? 'normal']}`;
  return items
    .map((item) => inertTask(item, { maxLength: 300 }))
    .filter((item) => item !== '')
    .map((item) => `- ${box} ${item}${signs}`)
    .join('\n');
}
