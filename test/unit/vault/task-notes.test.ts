import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type TaskNoteInput, TaskNotes } from '../../../src/core/vault/index.ts';
import { taskSchema } from '../../../src/shared/task.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';
import { activeConstructs } from './detectors.ts';
import { hostileText } from './hostile-text.ts';

const noon = new Date(2026, 1, 7, 12, 0, 0).toISOString();

const invoice: TaskNoteInput = {
  task: taskSchema.parse({
    task_id: '20260207T090000123Z-invoice-7f3a9c',
    created_at: noon,
    completed_at: noon,
    priority: 'high',
    context: {
      file_name: 'invoice.txt',
      file_path: '/home/me/watch_inbox/invoice.txt',
      contents: 'Pay $1,234.50 to ACME by 2026-02-10',
    },
    actions: [
      {
        id: 'a1',
        server: 'vault',
        tool: 'create_note',
        arguments: { path: 'Drafts/2026-02-07-payment.md', content: 'x' },
        description: 'Write the payment record',
        risk: 'low',
        status: 'done',
        result: 'Created Drafts/2026-02-07-payment.md',
      },
    ],
  }),
  facts: {
    type: 'invoice',
    classes: [{ type: 'invoice', matched: ['invoice'] }],
    sums: [],
    amounts: [
      { text: '$34.50', currency: 'USD', minorUnits: 3_450, exponent: 2 },
      { text: '$1,234.50', currency: 'USD', minorUnits: 123_450, exponent: 2 },
      { text: '9999 EUR', currency: 'EUR', minorUnits: 999_900, exponent: 2 },
    ],
    dates: [
      { text: '5 Feb', day: '2026-02-05' },
      { text: '2026-02-10', day: '2026-02-10' },
    ],
    names: ['ACME'],
    emails: [],
    references: ['#12345'],
  },
  checklist: ['Compare with the order', 'Pay it'],
  finalStatus: 'completed',
  result: '1 of 1 actions done',
};

function notesIn(vaultFolder = temporaryFolder()) {
  return { vaultFolder, notes: new TaskNotes({ files: testFiles(), vaultFolder, clock: new FakeClock() }) };
}

function propertiesOf(content: string): unknown {
  return parse(content.split(/^---$/m)[1] ?? '');
}

describe('the note of a task', () => {
  it('has typed properties, a summary, what was read and done, and a checklist', () => {
    const { path, content } = notesIn().notes.compose(invoice);
    expect(path).toBe('Tasks/2026-02/2026-02-07 invoice 7f3a9c.md');
    expect(propertiesOf(content)).toEqual({
      task_id: '20260207T090000123Z-invoice-7f3a9c',
      type: 'invoice',
      status: 'completed',
      priority: 'high',
      amount: 1234.5,
      currency: 'USD',
      due: '2026-02-10',
      created: '2026-02-07T12:00:00',
      completed: '2026-02-07T12:00:00',
      source: 'file:///home/me/watch_inbox/invoice.txt',
      tags: ['employee', 'task/invoice'],
    });
    expect(content).toContain('\namount: 1234.50\n');
    expect(content).toContain('\n# invoice.txt\n');
    expect(content).toContain('```text\nPay $1,234.50 to ACME by 2026-02-10\n```');
    expect(content).toContain(
      '1. **Done**: Write the payment record (vault.create_note) → [[Drafts/2026-02-07-payment]]',
    );
    expect(content).toContain('- [ ] Compare with the order 📅 2026-02-10 ⏫\n- [ ] Pay it 📅 2026-02-10 ⏫');
  });

  it('is the same for the same task', () => {
    expect(notesIn().notes.compose(invoice)).toEqual(notesIn().notes.compose(invoice));
  });

  it.each([
    ['waiting', '> [!question] Waiting for your decision\n> Too much'],
    [
      'rejected',
      '> [!failure] Rejected on 2026-02-07 12:00: nothing that needed approval was done\n> Too much',
    ],
    ['expired', '> [!warning] Expired on 2026-02-07 12:00: nobody decided in time\n> Too much'],
    ['failed', '> [!danger] Failed on 2026-02-07 12:00\n> Too much'],
  ] as const)('gives the reason when the task is %s', (finalStatus, words) => {
    const { content } = notesIn().notes.compose({ ...invoice, finalStatus, result: 'Too much' });
    expect(content).toContain(words);
    expect(content).toContain(finalStatus === 'rejected' ? '- [-] Pay it' : '- [ ] Pay it');
  });

  it('names the overdue day when no later one is known', () => {
    const facts = {
      ...invoice.facts,
      dates: [
        { text: 'x', day: '2026-01-20' },
        { text: 'y', day: '2026-01-05' },
      ],
    };
    expect(propertiesOf(notesIn().notes.compose({ ...invoice, facts }).content)).toMatchObject({
      due: '2026-01-20',
    });
  });

  it('says that an empty file is empty, and copes with tasks of the original system', () => {
    const task = taskSchema.parse({
      task_id: 'c1f5e04c-e340-4ac5-94e5-3b770152d90b',
      created_at: noon,
      context: { file_name: 'test.txt', file_path: 'I:\\hackathon 0\\test.txt', contents: '' },
    });
    const { path, content } = notesIn().notes.compose({ ...invoice, task });
    expect(path).toBe('Tasks/2026-02/2026-02-07 test c1f5e0.md');
    expect(content).toContain('The file is empty.');
    expect(propertiesOf(content)).toMatchObject({ source: 'file:///I:/hackathon%200/test.txt' });
    expect(notesIn().notes.compose({ ...invoice, task: taskSchema.parse({ task_id: '??' }) }).path).toMatch(
      /^Tasks\/2026-02\/2026-02-07 task [0-9a-f]{6}\.md$/,
    );
  });

  it('is inert, whatever was dropped and whatever the model says', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 12, maxLength: 12 }), (texts) => {
        const [
          a = '',
          b = '',
          c = '',
          d = '',
          e = '',
          f = '',
          g = '',
          h = '',
          i = '',
          j = '',
          k = '',
          l = '',
        ] = texts;
        const { path, content } = notesIn('/nowhere').notes.compose({
          task: taskSchema.parse({
            task_id: a || 'x',
            type: b,
            created_at: noon,
            context: { file_name: c, file_path: d, contents: e },
            actions: [
              {
                id: '1',
                server: f || 'x',
                tool: g || 'x',
                arguments: { path: h },
                description: i,
                risk: 'low',
                status: 'failed',
                result: j,
              },
            ],
          }),
          facts: { ...invoice.facts, type: k, names: [l], references: [a], emails: [b] },
          checklist: [c, d],
          finalStatus: 'failed',
          result: e,
        });
        const ours = content.replace(/^> \[!danger\] /m, '');
        expect(activeConstructs(ours)).toEqual([]);
        expect(propertiesOf(content)).toMatchObject({ status: 'failed', tags: expect.any(Array) });
        expect(content.match(/^- \[.\]/gm)?.length ?? 0).toBeLessThanOrEqual(2);
        expect(path).toMatch(/^Tasks\/2026-02\/2026-02-07 [\p{L}\p{N}_-]+ [0-9a-f]{4,16}\.md$/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('writing the note', () => {
  it('puts it into the month folder, and again changes nothing', async () => {
    const { notes, vaultFolder } = notesIn();
    const note = notes.compose(invoice);
    const first = await notes.write(note);
    expect(first.path).toBe(note.path);
    expect(readFileSync(join(vaultFolder, note.path), 'utf8')).toBe(note.content);
    expect(await notes.write(note)).toEqual(first);
    expect(readdirSync(join(vaultFolder, 'Tasks/2026-02'))).toHaveLength(1);
  });

  it('never overwrites what a person made of it', async () => {
    const { notes, vaultFolder } = notesIn();
    const note = notes.compose(invoice);
    const first = await notes.write(note);
    writeFileSync(join(vaultFolder, note.path), 'mine now');
    const second = await notes.write(note, { replaces: first.sha256 });
    expect(second.path).toBe('Tasks/2026-02/2026-02-07 invoice 7f3a9c (2).md');
    expect(readFileSync(join(vaultFolder, note.path), 'utf8')).toBe('mine now');
    expect(readFileSync(join(vaultFolder, second.path), 'utf8')).toBe(note.content);
  });

  it('replaces its own untouched note when told which it was', async () => {
    const { notes, vaultFolder } = notesIn();
    const waiting = notes.compose({ ...invoice, finalStatus: 'waiting' });
    const { sha256 } = await notes.write(waiting);
    const done = notes.compose(invoice);
    expect((await notes.write(done, { replaces: sha256 })).path).toBe(done.path);
    expect(readFileSync(join(vaultFolder, done.path), 'utf8')).toBe(done.content);
  });
});
