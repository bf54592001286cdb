import type { ChannelName } from '../../../shared/ipc/contract.ts';
import { ClientError } from '../client-error.ts';
import { detailsOf, sketches } from './approvals-data.ts';
import { auditEntries, auditStateOf, verificationOf } from './audit-data.ts';
import { backupAnswers } from './backup-answers.ts';
import type { Answers } from './fake-client.ts';
import { costOf, presetsOf, pricesOf, probeOf } from './model-data.ts';
import type { Scale } from './scale.ts';
import { logLines, policyOf, secretsOf, settingsOf } from './settings-data.ts';
import { activityOf, healthOf, preferencesOf, shellOf, statusOf } from './system-data.ts';
import { quarantined, taskDetailsOf } from './task-details.ts';
import { pageOf, tasksOf } from './tasks-data.ts';

const done = { message: 'Done' };
const rowCounts = { empty: 0, typical: 240, overfull: 100_000, error: 0 } as const satisfies Record<
  Scale,
  number
>;

/** Requests that only read; at scale `error` each of them fails. */
const reading: readonly ChannelName[] = [
  'activity',
  'approvals.list',
  'approvals.show',
  'audit.query',
  'audit.state',
  'audit.tail',
  'backup.list',
  'config.list',
  'health',
  'logs.tail',
  'policy.show',
  'restore.differences',
  'restore.inspect',
  'restore.text-difference',
  'secret.list',
  'tasks.list',
  'tasks.query',
  'tasks.show',
];

export function answersOf(scale: Scale): Answers {
  const answers = workingAnswers(scale);
  if (scale !== 'error') return answers;
  const failing = Object.fromEntries(
    reading.map((name) => [
      name,
      () => {
        throw new ClientError({
          code: 'io',
          what: 'Reading the queue',
          why: 'the disk does not answer (EIO)',
          hint: 'Check the disk, then try again.',
        });
      },
    ]),
  );
  return { ...answers, ...failing };
}

function workingAnswers(scale: Scale): Answers {
  const approvals = sketches[scale].map(detailsOf);
  const rows = tasksOf(rowCounts[scale], scale === 'overfull');
  const approval = (id: string) => {
    const found = approvals.find(({ summary }) => summary.task_id === id);
    if (found) return found;
    throw new ClientError({ code: 'not_found', what: 'This request', why: 'it is no longer open', hint: '' });
  };
  return {
    status: () => statusOf(scale),
    health: () => healthOf(scale),
    activity: () => activityOf(scale),
    pause: () => done,
    resume: () => done,
    validate: () => ({ passed: true, task_id: null, duration_ms: 812, audit: [], message: 'Done in 0.8 s' }),
    'tasks.list': ({ state, limit = 50 }) =>
      state === 'quarantine' ? quarantinedAt(scale) : rows.slice(0, limit),
    'tasks.query': (query) => pageOf(rows, query),
    'tasks.show': ({ id }) =>
      taskDetailsOf(
        id,
        rows.find(({ task_id }) => task_id === id),
      ),
    'tasks.retry': () => done,
    'tasks.cancel': () => done,
    'approvals.list': () => approvals.map(({ summary }) => summary),
    'approvals.show': ({ id }) => approval(id),
    'approvals.approve': () => done,
    'approvals.reject': () => done,
    'approvals.revise': () => done,
    'approvals.edit': () => done,
    'approvals.undo': () => done,
    'policy.show': () => policyOf(scale),
    'policy.test': () => ({
      effect: 'ask',
      type: 'invoice',
      amounts: ['$1,200.00'],
      reasons: [
        {
          rule: 'payment.threshold',
          effect: 'ask',
          text: 'A payment or invoice of $100.00 or more asks',
        },
      ],
      problem: null,
    }),
    'policy.confirm': () => done,
    'recover.resolve': () => done,
    'recover.clean-stuck': () => ({ ...done, returned: [] }),
    'recover.reset-pending': () => ({ ...done, returned: [] }),
    'audit.verify': () => verificationOf(scale),
    ...backupAnswers(scale),
    'audit.tail': ({ n = 20 }) => [...auditEntries(scale, n)],
    'audit.query': ({ limit = 100, before_seq }) => [...auditEntries(scale, limit, before_seq)],
    'audit.state': () => auditStateOf(scale),
    'audit.save': () => ({ ...done, entries: 18_403 }),
    'logs.tail': ({ n = 200 }) => ({ lines: logLines(scale, n) }),
    cost: ({ days = 7 }) => costOf(scale, days),
    'cost.prices': () => pricesOf(),
    'cost.set-price': () => done,
    'model.test': () => probeOf(scale),
    'model.presets': () => presetsOf(),
    'tasks.prompt': () => ({ calls: [] }),
    'config.list': () => settingsOf(scale),
    'config.get': ({ key }) => ({ key, value: null, source: 'default', description: '' }),
    'config.set': ({ key, value }) => ({ key, value, source: 'file', description: '' }),
    'secret.list': () => secretsOf(scale),
    'secret.set': () => done,
    'secret.delete': () => done,
    'shell.state': () => shellOf(scale),
    'shell.preferences': () => preferencesOf(),
    'shell.set-preferences': (chosen) => ({ ...preferencesOf(), ...withoutUndefined(chosen) }),
    'shell.place': () => ({ view: 'today', id: null }),
    'shell.quit': () => done,
    'workspace.choose': () => null,
    'workspace.inspect': ({ path }) => ({
      path,
      kind: 'new',
      message: 'The folders and a starting vault are made here.',
      tasks: 0,
      notes: 0,
    }),
    'workspace.open': () => shellOf(scale),
    'files.choose': () => ({ added: [], refused: [] }),
    'files.example': () => ({ added: [{ name: 'welcome.txt', path: '/inbox/welcome.txt' }], refused: [] }),
    'open.note': () => done,
    'open.original': () => done,
    'open.folder': () => done,
    'open.handbook': () => done,
    'open.link': () => ({ opened: true }),
  };
}

const quarantinedAt = (scale: Scale) => (scale === 'empty' ? [] : quarantined(scale === 'overfull'));

function withoutUndefined<T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}
