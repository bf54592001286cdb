import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readingMs } from '../../src/renderer/screens/approvals/pace.ts';
import { callsOf, setUpGallery } from './support/gallery.ts';

const gallery = setUpGallery();
const decisions = [
  'approvals.approve',
  'approvals.reject',
  'approvals.revise',
  'approvals.edit',
  'approvals.undo',
];
const payment = '20260312T091500123Z-acme_invoice_march-7f3a9c';
const mail = '20260312T083000000Z-meeting_request-11c0de';
const unknown = '20260311T170000000Z-reminder_letters-0ff1ce';

/** Opens a request and waits until it can have been read. */
async function open(id: string): Promise<Page> {
  const page = await gallery.open(`view=approvals&id=${id}`);
  await answerable(page);
  return page;
}

const answerable = (page: Page) =>
  page
    .getByRole('region', { name: 'Your decision' })
    .getByRole('button', { disabled: false })
    .first()
    .waitFor();

async function sentence(page: Page): Promise<string | null> {
  return page.locator('.approval-sentence').textContent();
}

describe('a request for approval', () => {
  it('shows literally what will run, why it asks, and the source', async () => {
    const page = await open(payment);
    const card = page.locator('.approval-card');
    for (const text of [
      'payments · create_payment',
      'INV-2026-0314',
      'A payment or invoice of $100.00 or more asks.',
      'payment.threshold',
      'Amount due: $1,200.00',
    ]) {
      await card.getByText(text).first().waitFor();
    }
  });

  it('gives Approve and Reject the same size, and neither the focus', async () => {
    const page = await open(payment);
    const boxes = await Promise.all(
      ['Approve', 'Reject'].map((name) => page.getByRole('button', { name, exact: true }).boundingBox()),
    );
    expect(boxes[0]?.width).toBe(boxes[1]?.width);
    expect(boxes[0]?.height).toBe(boxes[1]?.height);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    expect(await callsOf(page, ...decisions)).toEqual([]);
  });

  it('is approved with a key, by the hash that was shown, and can be taken back', async () => {
    const page = await open(payment);
    await page.keyboard.press('a');
    await page.getByText('Approved', { exact: true }).waitFor();
    const sha = 'c4b1e0'.padEnd(64, '7');
    expect(await callsOf(page, ...decisions)).toEqual([
      { name: 'approvals.approve', params: { id: payment, sha, undo_seconds: 5 } },
    ]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForFunction("window.fake.calls.some((call) => call.name === 'approvals.undo')");
    expect(await sentence(page)).toBe('Pay $1,200.00 to ACME Corp');
  });

  it('is rejected with a reason', async () => {
    const page = await open(mail);
    await page.keyboard.press('r');
    await page.getByLabel(/Why not/).fill('Not this week');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Rejected', { exact: true }).waitFor();
    expect(await callsOf(page, ...decisions)).toEqual([
      { name: 'approvals.reject', params: { id: mail, undo_seconds: 5, reason: 'Not this week' } },
    ]);
  });

  it('does nothing for keys that are written into a field', async () => {
    const page = await open(mail);
    await page.keyboard.press('r');
    await page.getByLabel(/Why not/).pressSequentially('ajar');
    expect(await callsOf(page, ...decisions)).toEqual([]);
  });

  it('is sent back with what should be different, and not without', async () => {
    const page = await open(mail);
    await page.getByRole('button', { name: 'Ask for changes' }).click();
    expect(await page.getByRole('button', { name: 'Send back' }).isDisabled()).toBe(true);
    await page.getByLabel('What should be different').fill('Propose Friday');
    await page.getByRole('button', { name: 'Send back' }).click();
    await page.getByText('Sent back for changes').waitFor();
    expect(await callsOf(page, ...decisions)).toEqual([
      { name: 'approvals.revise', params: { id: mail, changes: 'Propose Friday' } },
    ]);
  });

  it('is edited argument by argument; only what changed is sent', async () => {
    const page = await open(payment);
    await page.keyboard.press('e');
    await page.getByLabel('amount').fill('900.00');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Changed; look at it once more').waitFor();
    expect(await callsOf(page, ...decisions)).toEqual([
      { name: 'approvals.edit', params: { id: payment, action: 1, set: { amount: '900.00' } } },
    ]);
  });

  it('takes one answer of a key that is held down', async () => {
    const page = await open(payment);
    await page.keyboard.down('a');
    await page.getByText('Approved', { exact: true }).waitFor();
    await answerable(page);
    await page.keyboard.down('a');
    await page.keyboard.down('a');
    await page.keyboard.up('a');
    await page.keyboard.press('r');
    await page.getByLabel(/Why not/).waitFor();
    expect(await callsOf(page, ...decisions)).toHaveLength(1);
  });

  it('is answered neither by key nor by button before it can have been read', async () => {
    const page = await gallery.open(`view=approvals&id=${payment}`);
    await answerable(page);
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 1_000);
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'Send an email to priya@northwind.example' }).waitFor();
    const answers = page.getByRole('region', { name: 'Your decision' });
    const given = async () => {
      for (const key of ['a', 'r', 'e']) await page.keyboard.press(key);
      for (const button of await answers.getByRole('button').all()) await button.click({ force: true });
      return { calls: await callsOf(page, ...decisions), fields: await answers.getByRole('textbox').count() };
    };
    await answers.getByRole('button').nth(3).waitFor();
    const onlyTheFirst = { calls: [expect.objectContaining({ name: 'approvals.approve' })], fields: 0 };
    expect(await given()).toEqual(onlyTheFirst);
    await page.clock.runFor(readingMs - 1);
    expect(await given()).toEqual(onlyTheFirst);
    await page.clock.runFor(1);
    // The card hears it one drawing later; the request after this one rests again while the clock stands.
    const approved = async () => {
      await page.clock.runFor(20);
      await page.keyboard.press('a');
      return callsOf(page, 'approvals.approve');
    };
    await expect.poll(approved).toHaveLength(2);
  });

  it('is answered on a keyboard of another script', async () => {
    const page = await open(mail);
    await page.dispatchEvent('body', 'keydown', { key: 'ق', code: 'KeyR', bubbles: true });
    await page.getByLabel(/Why not/).waitFor();
  });

  it('keeps the focus with the requests, and the answers free of what is told', async () => {
    const page = await open(payment);
    await page.keyboard.press('r');
    await page.keyboard.press('Escape');
    await page.waitForFunction("document.activeElement?.matches('.approval-card')");
    await page.keyboard.press('r');
    await page.getByLabel(/Why not/).waitFor();
    await page.keyboard.press('Control+Enter');
    const toast = await page.locator('.toast').boundingBox();
    const answers = await page.getByRole('region', { name: 'Your decision' }).boundingBox();
    expect((toast?.y ?? 0) + (toast?.height ?? 0)).toBeLessThanOrEqual(answers?.y ?? 0);
    await page.waitForFunction("document.activeElement?.matches('.approval-card')");
  });

  it('moves with j and k', async () => {
    const page = await open(payment);
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'Send an email to priya@northwind.example' }).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('heading', { name: 'Pay $1,200.00 to ACME Corp' }).waitFor();
  });

  it('of an unknown outcome asks what is true instead', async () => {
    const page = await open(unknown);
    await page.getByRole('button', { name: 'It did not happen' }).waitFor();
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'It did not happen' }).click();
    await page.getByText('Noted').waitFor();
    expect(await callsOf(page, 'recover.resolve', ...decisions)).toEqual([
      { name: 'recover.resolve', params: { id: unknown, outcome: 'did_not_happen' } },
    ]);
  });
});
