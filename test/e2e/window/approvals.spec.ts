import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { ApprovalRequest } from '../../../src/shared/approval.ts';
import { type Desk, expectEntry, openDesk, soon } from './desk.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const press = (key: string) => desk.page.keyboard.press(key);
const cardOf = (amount: string) => desk.page.locator('.approval-card').filter({ hasText: `$${amount}` });
const approve = () => desk.page.getByRole('button', { name: 'Approve', exact: true, disabled: false });
const actionsOf = (id: string) => desk.trail().flatMap((one) => (one.task_id === id ? [one.action] : []));

async function ask(name: string, amount: string): Promise<ApprovalRequest> {
  desk.drop(name, `Invoice from Acme Corp: please pay $${amount} by Friday.`);
  return desk.request(name);
}

function draft({ actions: [call] }: ApprovalRequest): string {
  return desk.path('obsidian_vault', String(call?.arguments.path));
}

it('asks with the exact call; keys go from one request to the other, and Enter decides nothing', async () => {
  const first = await ask('first.txt', '1,250.00');
  await press('Control+2');
  await cardOf('1,250.00').waitFor();
  const [call] = first.actions;
  await cardOf('1,250.00').getByText(`${call?.server} · ${call?.tool}`).waitFor();
  await cardOf('1,250.00').getByText(String(call?.arguments.path)).waitFor();
  await ask('second.txt', '2,750.00');
  await desk.page.getByText('2 requests wait').waitFor();
  await press('j');
  await press('j');
  const last = desk.page
    .getByRole('option', { selected: true })
    .and(desk.page.locator('[aria-posinset="2"]'));
  await last.waitFor();
  await press('k');
  await last.waitFor({ state: 'detached' });
  await approve().waitFor();
  for (const key of ['Enter', 'Space', 'Enter']) await press(key);
  expect(desk.trail().some(({ action }) => /granted|denied/.test(action))).toBe(false);
  expect(existsSync(draft(first))).toBe(false);
});

it('follows an approval after five seconds, and not one that was taken back by button or key', async () => {
  const first = await desk.request('first.txt');
  await desk.page.getByRole('option').filter({ hasText: '1,250.00' }).click();
  await cardOf('1,250.00').waitFor();
  await approve().waitFor();
  await press('a');
  const toast = desk.page.getByRole('region', { name: 'Messages' });
  await toast.getByRole('button', { name: 'Undo' }).click();
  await cardOf('1,250.00').and(desk.page.locator(':has(kbd:text-is("a"))')).waitFor();
  await approve().waitFor();
  await press('a');
  await desk.page.getByRole('option').filter({ hasText: 'Approved' }).waitFor();
  await cardOf('2,750.00').waitFor();
  await press('u');
  await cardOf('1,250.00').waitFor();
  await approve().waitFor();
  expect((await desk.request('first.txt')).nonce).toBe(first.nonce);
  expect(actionsOf(first.task_id)).not.toContain('hitl_approval_granted');

  const pressed = performance.now();
  await press('a');
  const task = await desk.completed('first.txt');
  expect(performance.now() - pressed).toBeGreaterThan(4_500);
  expect(task.status).toBe('completed');
  expect(task.actions?.map(({ arguments: given }) => given)).toEqual(
    first.actions.map(({ arguments: given }) => given),
  );
  expect(readFileSync(draft(first), 'utf8')).toBe(String(first.actions[0]?.arguments.content));
  await expectEntry(desk, 'hitl_approval_granted', first.task_id);
});

it('rejects with the reason, and does nothing of it', async () => {
  const second = await desk.request('second.txt');
  await cardOf('2,750.00').waitFor();
  await approve().waitFor();
  await press('r');
  await desk.page.getByLabel(/Why not/).fill('not ours');
  await press('Control+Enter');
  expect((await desk.completed('second.txt')).status).toBe('rejected');
  expect(JSON.stringify(await expectEntry(desk, 'hitl_approval_denied', second.task_id))).toContain(
    'not ours',
  );
  expect(existsSync(draft(second))).toBe(false);
});

it('asks again after an edit, and plans again after asking for changes', async () => {
  const third = await ask('third.txt', '3,100.00');
  await cardOf('3,100.00').waitFor();
  await approve().waitFor();
  await press('e');
  await desk.page.getByLabel('path').fill('Drafts/edited.md');
  await desk.page.getByRole('button', { name: 'Save changes' }).click();
  const edited = await vi.waitFor(async () => {
    const now = await desk.request('third.txt');
    expect(now.approval_sha256).not.toBe(third.approval_sha256);
    return now;
  }, soon);
  expect(edited.actions[0]?.arguments.path).toBe('Drafts/edited.md');

  await desk.page.getByRole('button', { name: 'Ask for changes' }).click();
  await desk.page.getByLabel('What should be different').fill('Name the contract');
  await desk.page.getByRole('button', { name: 'Send back' }).click();
  await vi.waitFor(async () => expect((await desk.request('third.txt')).nonce).not.toBe(edited.nonce), soon);
  expect(actionsOf(third.task_id).filter((action) => action === 'local_reasoning')).toHaveLength(2);
  expect(existsSync(desk.path('obsidian_vault', 'Drafts', 'edited.md'))).toBe(false);
});
