import type { ApprovalSummary } from '../../../shared/api.ts';
import type { ApprovalAction, ApprovalType } from '../../../shared/approval.ts';
import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import { hostile, minutesAgo } from './texts.ts';

export type ApprovalDetails = ChannelResult<'approvals.show'>;

interface Sketch {
  readonly id: string;
  readonly sentence: string;
  readonly type: ApprovalType;
  readonly reason: string;
  readonly rules: readonly (readonly [id: string, text: string])[];
  readonly actions: readonly Omit<ApprovalAction, 'id'>[];
  readonly text: string;
  readonly waitedMinutes: number;
  readonly urgency?: 'low' | 'normal' | 'high';
}

const payment: Sketch = {
  id: '20260312T091500123Z-acme_invoice_march-7f3a9c',
  sentence: 'Pay $1,200.00 to ACME Corp',
  type: 'financial',
  reason: 'Payments of $100 or more wait for a decision',
  rules: [
    ['payment.threshold', 'A payment or invoice of $100.00 or more asks.'],
    ['recipient.new', 'A recipient never paid before asks.'],
  ],
  actions: [
    {
      server: 'payments',
      tool: 'create_payment',
      arguments: {
        amount: '1200.00',
        currency: 'USD',
        recipient: 'ACME Corp',
        reference: 'INV-2026-0314',
        due_date: '2026-03-31',
      },
      description: 'Pay $1,200.00 to ACME Corp',
      risk: 'high',
    },
  ],
  text: 'Hello,\n\nplease find our invoice INV-2026-0314 for the consulting days in February.\n\nAmount due: $1,200.00\nDue date: 31 March 2026\nAccount: ACME Corp, 4421 0098\n\nKind regards,\nDana Whitfield\nACME Corp',
  waitedMinutes: 42,
  urgency: 'high',
};

const mail: Sketch = {
  id: '20260312T083000000Z-meeting_request-11c0de',
  sentence: 'Send an email to priya@northwind.example',
  type: 'communication',
  reason: 'Messages that leave the company wait for a decision',
  rules: [['send.external', 'Every message to someone outside asks.']],
  actions: [
    {
      server: 'mail',
      tool: 'send_email',
      arguments: {
        to: ['priya@northwind.example'],
        cc: [],
        subject: 'Thursday at 15:00 works',
        body: 'Hello Priya,\n\nThursday at 15:00 suits us. I will send the agenda on Wednesday.\n\nBest,\nSam',
        attachments: ['Drafts/agenda.md'],
      },
      description: 'Send an email to priya@northwind.example',
      risk: 'medium',
    },
  ],
  text: 'Hi Sam, could we meet on Thursday at 15:00 to go over the pilot? Priya',
  waitedMinutes: 118,
};

const note: Sketch = {
  id: '20260312T101000000Z-supplier_list-aa01bb',
  sentence: 'Add 3 suppliers to Notes/Suppliers.md',
  type: 'other',
  reason: 'The handbook asks before shared lists change',
  rules: [['vault.lists', 'A change of a shared list asks.']],
  actions: [
    {
      server: 'vault',
      tool: 'append_note',
      arguments: { path: 'Notes/Suppliers.md', text: '- Nadeem Paper\n- Harbour Print\n- Lakeside Couriers' },
      description: 'Add 3 suppliers to Notes/Suppliers.md',
      risk: 'low',
    },
  ],
  text: 'New suppliers this quarter: Nadeem Paper, Harbour Print, Lakeside Couriers.',
  waitedMinutes: 9,
};

const unknown: Sketch = {
  ...mail,
  id: '20260311T170000000Z-reminder_letters-0ff1ce',
  sentence: 'Send a reminder to billing@harbour.example',
  type: 'outcome_unknown',
  reason: 'The process ended between sending and hearing back',
  rules: [['effect.unknown', 'An outcome that nobody knows is decided by a person.']],
  waitedMinutes: 1_044,
};

const hostiles: readonly Sketch[] = Object.entries(hostile).map(([name, text], index) => ({
  ...payment,
  id: `20260310T0${index}0000000Z-${name}-bad0ca`,
  sentence: text,
  reason: text,
  rules: [[name, text]],
  actions: [
    {
      server: text.slice(0, 60),
      tool: text.slice(0, 60),
      arguments: {
        [text.slice(0, 80)]: text,
        nested: { list: [text, 1, true, null], deep: { [name]: text } },
      },
      description: text,
      risk: 'high',
    },
    ...payment.actions,
  ],
  text: `${text}\n`.repeat(40),
  waitedMinutes: 2_000 + index * 360,
}));

const many: readonly Sketch[] = Array.from({ length: 60 }, (_, index) => ({
  ...[payment, mail, note][index % 3],
  id: `20260309T0000${String(index).padStart(5, '0')}Z-batch_${index}-c0ffee`,
  waitedMinutes: 60 + index * 11,
})) as readonly Sketch[];

export const sketches = {
  empty: [],
  typical: [payment, mail, note, unknown],
  overfull: [...hostiles, payment, mail, note, unknown, ...many],
  error: [],
} as const satisfies Readonly<Record<string, readonly Sketch[]>>;

export function detailsOf(sketch: Sketch): ApprovalDetails {
  const actions = sketch.actions.map((action, index) => ({ ...action, id: `a${index + 1}` }));
  const created_at = minutesAgo(sketch.waitedMinutes);
  const expires_at = minutesAgo(sketch.waitedMinutes - 72 * 60);
  const urgency = sketch.urgency ?? 'normal';
  const approval_sha256 = 'c4b1e0'.padEnd(64, '7');
  const summary: ApprovalSummary = {
    task_id: sketch.id,
    sentence: sketch.sentence,
    reason: sketch.reason,
    urgency,
    created_at,
    expires_at,
    approval_type: sketch.type,
    actions: actions.map(({ server, tool, arguments: given }) => ({ server, tool, arguments: given })),
    approval_sha256,
    low_risk: actions.every(({ risk }) => risk === 'low'),
    deciding: null,
  };
  return {
    summary,
    request: {
      task_id: sketch.id,
      created_at,
      expires_at,
      nonce: '5f0a',
      approval_type: sketch.type,
      urgency,
      reason: sketch.reason,
      rules: sketch.rules.map(([id]) => id),
      actions,
      approval_sha256,
      ai_confidence: 0.86,
      recommendation: 'Matches the order of 3 February.',
      status: 'pending',
    },
    rules: sketch.rules.map(([id, text]) => ({ id, text })),
    task: {
      task_id: sketch.id,
      type: sketch.type === 'financial' ? 'invoice' : 'email',
      priority: 'high',
      created_at,
      context: { file_name: `${sketch.id.split('-')[1]}.txt`, contents: sketch.text.slice(0, 5_000) },
    },
    text: sketch.text,
  };
}
