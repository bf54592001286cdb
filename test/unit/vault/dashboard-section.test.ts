import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginMarker, endMarker } from '../../../src/core/vault/index.ts';
import { dashboardIn, view } from './dashboard-fixtures.ts';
import { activeConstructs } from './detectors.ts';
import { hostileText } from './hostile-text.ts';

const at = new Date(2026, 1, 7, 9, 5, 0).toISOString();

describe('what the dashboard shows', () => {
  it('is the state, the counts, what waits, what was finished, cost and audit head', async () => {
    const { dashboard, text } = dashboardIn();
    await dashboard.update(
      view({
        state: 'needs you',
        updatedAt: at,
        counts: {
          inbox: 1,
          pending: 1,
          approvals: 1,
          completed: 1_234_567,
          completedToday: 3,
          failedToday: 1,
          quarantine: 0,
        },
        current: { taskId: 't1', title: 'invoice.txt', step: 'planning' },
        waiting: [
          {
            taskId: '20260207T090000123Z-transfer-7f3a9c',
            sentence: 'Transfer $5,000 to ACME',
            reason: 'amount of $100 or more',
            expiresAt: at,
            fileLink: '/w/task_queue/approvals/t 1.json',
          },
        ],
        lastCompleted: [
          {
            title: 'in|voice.txt',
            notePath: 'Tasks/2026-02/2026-02-07 invoice 7f3a9c.md',
            status: 'completed',
            at,
          },
        ],
        costTodayUsd: 0.01234,
        costIsLowerBound: true,
        problems: ['The disk is nearly full'],
      }),
    );
    expect(text()).toBe(
      [
        beginMarker,
        '## Employee',
        '',
        '> [!warning] Needs you: 1 request waits for your decision',
        '> **invoice.txt**: planning',
        '',
        '| Inbox | In work | Approvals | Completed | Completed today | Failed today | Quarantine |',
        '| --: | --: | --: | --: | --: | --: | --: |',
        '| 1 | 1 | 1 | 1,234,567 | 3 | 1 | 0 |',
        '',
        '### Waiting for you',
        '',
        '- **Transfer \\$5,000 to ACME** · amount of \\$100 or more · until 2026-02-07 09:05 · [Open the request](file:///w/task_queue/approvals/t%201.json) · 20260207T090000123Z-transfer-7f3a9c',
        '',
        '### Problems',
        '',
        '- The disk is nearly full',
        '',
        '### Last finished',
        '',
        '| When | Task | Result |',
        '| --- | --- | --- |',
        '| 2026-02-07 09:05 | [[Tasks/2026-02/2026-02-07 invoice 7f3a9c\\|in¦voice.txt]] | ✅ Completed |',
        '',
        '### Records',
        '',
        '- Model cost today (UTC): at least \\$0.0123 · budget \\$0.10',
        `- Audit trail: entry 12 · ${'ab'.repeat(32)}`,
        '',
        expect.stringMatching(/^\*Updated 2026-02-07 09:05:00\* \^employee-[0-9a-f]{12}$/),
        endMarker,
        '',
      ]
        .map((line) => (typeof line === 'string' ? line : (text().split('\n').at(-3) ?? '')))
        .join('\n'),
    );
    expect(text().split('\n').at(-3)).toMatch(/^\*Updated 2026-02-07 09:05:00\* \^employee-[0-9a-f]{12}$/);
  });

  it('stays short however much waits', async () => {
    const { dashboard, text } = dashboardIn();
    const request = { taskId: 't', sentence: 's', reason: 'r', expiresAt: at, fileLink: '/x.json' };
    await dashboard.update(
      view({
        waiting: Array.from({ length: 1_000 }, () => request),
        problems: Array.from({ length: 100 }, () => 'p'),
      }),
    );
    expect(text()).toContain('- and 950 more');
    expect(text()).toContain('- and 80 more');
    expect(text().split('\n').length).toBeLessThan(120);
  });

  it('never shows a cost as nothing when it is something', async () => {
    const { dashboard, text } = dashboardIn();
    await dashboard.update(view({ costTodayUsd: 0.000_01, budgetUsd: null }));
    expect(text()).toContain('under \\$0.0001 · no budget is set');
  });

  it('is inert, whatever the titles are, and its markers cannot be forged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileText, { minLength: 6, maxLength: 6 }), async (texts) => {
        const [a = '', b = '', c = '', d = '', e = '', f = ''] = texts;
        const { dashboard, text } = dashboardIn();
        const forged = `${f}\n${endMarker}\n`;
        await dashboard.update(
          view({
            current: { taskId: a, title: forged, step: b },
            waiting: [{ taskId: a, sentence: forged, reason: c, expiresAt: d, fileLink: e }],
            lastCompleted: [
              { title: forged, notePath: `Tasks/${e}.md`, status: 'failed', at: f },
              { title: d, status: 'completed', at },
            ],
            problems: [forged],
          }),
        );
        const ours = text()
          .replace(/<!-- employee:\w+ -->/g, '')
          .replace(/^> \[!success\] /m, '')
          .replace(/\[Open the request\]\(file:[^\s()<>[\]]*\)/g, '')
          .replace(/\[\[Tasks\/[\p{L}\p{N} ._()/,&+@-]*(?:\\\|[^[\]|\n]*)?\]\]/gu, '')
          .replace(/ \^employee-[0-9a-f]{12}$/m, '');
        expect(activeConstructs(ours)).toEqual([]);
        expect(text().split(endMarker)).toHaveLength(2);
      }),
      { numRuns: 200 },
    );
  });
});
