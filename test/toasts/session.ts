/** Runs inside the display and session bus that `run.ts` provides. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../src/core/clock/index.ts';
import { ApprovalToasts, systemNotifier } from '../../src/main/toasts/index.ts';
import { wordsIn } from '../../src/main/words/index.ts';
import type { Api, ApprovalSummary } from '../../src/shared/api.ts';
import type { Place } from '../../src/shared/shell.ts';
import { click, screenshot, toastWindows, until } from './screen.ts';

const { values } = parseArgs({ options: { screenshots: { type: 'string' } } });
const clock = new SystemClock();
const words = wordsIn(() => 'en');
const calls: unknown[] = [];
const opened: Place[] = [];
const problems: (string | undefined)[] = [];
const api: Api = {
  call: (name, params) => {
    calls.push([name, params]);
    return Promise.resolve({} as never);
  },
};
const notifier = await systemNotifier('linux', {
  clock,
  words,
  // A plain locale: every text must arrive all the same.
  environment: { ...process.env, LANG: 'C', LC_ALL: 'C' },
  appName: 'Personal AI Employee',
  appId: 'personal-ai-employee',
});
await raised('low', { low_risk: true });
await keep('low-risk');
await click(await only(), 0.5, 0.85);
await until('the approval', () => calls[0]);
assert.deepEqual(calls, [['approvals.approve', { id: 'low', sha: 'sha of low' }]]);
await gone();
console.log('ok: a low-risk request is approved by its button, with the hash that was shown');

await raised('risky', { low_risk: false });
await keep('review');
await click(await only(), 0.8, 0.85);
await until('the card', () => opened[0]);
await gone();
await raised('body', { low_risk: false });
// This service shows the action of the body as a first button and takes a click on the body for a dismissal.
await click(await only(), 0.5, 0.85);
await until('the card', () => opened[1]);
await gone();
await raised('dismissed', { low_risk: true });
await click(await only(), 0.2, 0.15);
await gone();
assert.deepEqual(opened, [
  { view: 'approvals', id: 'risky' },
  { view: 'approvals', id: 'body' },
]);
console.log('ok: other requests are opened by their button or their body; a dismissal decides nothing');

const elsewhere = await raised('elsewhere', { low_risk: true });
elsewhere.handle({ kind: 'approval_changed', task_id: 'elsewhere', open: false });
await gone();
console.log('ok: a toast is withdrawn when its request is decided elsewhere');

const sentence = '--Pay <b>€1,200</b> to “ACME”\n\u202Enow';
const hostile = await raised('hostile', { sentence, reason: '<img src="x"> & C:\\new \\x41' });
await keep('hostile');
await hostile.close();
await gone();
console.log('ok: hostile text is shown as text (look at the screenshot), and closing takes every toast away');

assert.equal(calls.length, 1);
assert.deepEqual(problems, []);

/** A request told by toasts of its own, so that no two checks come close enough to be told together. */
async function raised(id: string, change: Partial<ApprovalSummary>): Promise<ApprovalToasts> {
  const toasts = new ApprovalToasts({
    ...{ api, notifier, clock, words },
    open: (place) => opened.push(place),
    quietHours: () => null,
    problem: (sentence) => problems.push(sentence),
  });
  const approval: ApprovalSummary = {
    task_id: id,
    sentence: 'Append “Call ACME back” to the note Inbox.md',
    reason: 'Notes outside the task’s own folder ask first',
    urgency: 'normal',
    created_at: new Date(clock.now()).toISOString(),
    expires_at: new Date(clock.now() + 72 * 3_600_000).toISOString(),
    approval_type: 'other',
    actions: [],
    approval_sha256: `sha of ${id}`,
    low_risk: true,
    deciding: null,
    ...change,
  };
  toasts.handle({ kind: 'approval_requested', approval });
  await only();
  return toasts;
}

function only() {
  return until('one toast', async () => {
    const [first, ...more] = await toastWindows();
    return more.length === 0 ? first : undefined;
  });
}

async function gone(): Promise<void> {
  await until('no toast', async () => ((await toastWindows()).length === 0 ? true : undefined));
}

async function keep(name: string): Promise<void> {
  if (values.screenshots === undefined) return;
  mkdirSync(values.screenshots, { recursive: true });
  await screenshot(join(values.screenshots, `${name}.png`));
}
