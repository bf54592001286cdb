import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { callsOf, setUpGallery } from './support/gallery.ts';

const gallery = setUpGallery();
const list = (page: Page) => page.getByRole('listbox', { name: 'Tasks' });
const chosen = (page: Page) => page.getByRole('option', { selected: true });

/** From now on a new task stands before all others, and the app says that tasks changed. */
const oneMore = `(() => {
  const ask = window.fake.call.bind(window.fake);
  window.fake.call = async (name, params, signal) => {
    const answer = await ask(name, params, signal);
    if (name !== 'tasks.query' || params.offset !== 0) return answer;
    const added = { ...answer.rows[0], task_id: 'brand-new', file_name: 'brand_new.txt' };
    return { ...answer, rows: [added, ...answer.rows.slice(0, -1)], total: answer.total + 1 };
  };
  window.fake.publish('changes', { tasks: null, approvals: false, settings: false });
})()`;

describe('100,000 tasks', () => {
  it('are one list of which only the part in sight is loaded and in the document', async () => {
    const page = await gallery.open('view=tasks&scale=overfull');
    await list(page).focus();
    await page.keyboard.press('End');
    await chosen(page).and(page.locator('[aria-posinset="100000"]')).waitFor();
    await chosen(page)
      .getByText(/\.(txt|csv|md)$/)
      .first()
      .waitFor();
    expect(await page.getByRole('option').count()).toBeLessThan(80);
    const calls = await callsOf(page, 'tasks.query');
    expect(calls.length).toBeLessThan(12);
    for (const { params } of calls) expect(params.limit).toBeLessThanOrEqual(200);
  });

  it('stay where they are read while new ones come', async () => {
    const page = await gallery.open('view=tasks&scale=overfull');
    await list(page).evaluate((element) => Object.assign(element, { scrollTop: 800 }));
    const read = page.locator('[aria-posinset="26"]');
    const name = await read.textContent();
    const before = await read.boundingBox();
    await page.evaluate(oneMore);
    await page.getByText('100,001 tasks').waitFor();
    const pushed = page.locator('[aria-posinset="27"]');
    expect(await pushed.textContent()).toBe(name);
    expect(await pushed.boundingBox()).toEqual(before);
  });

  it('are narrowed down by what is typed, from the key on', async () => {
    const page = await gallery.open('view=tasks&scale=overfull');
    await page.keyboard.press('/');
    await page.keyboard.type('lease');
    await page.getByText('19,999 tasks').or(page.getByText('19,998 tasks')).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('100,000 tasks').waitFor();
  });

  it('say so when none matches, and how to see all again', async () => {
    const page = await gallery.open('view=tasks');
    await page.getByRole('searchbox').fill('nothing like this');
    await page.getByText('No task matches').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('240 tasks').waitFor();
  });
});

describe('the chosen task', () => {
  it('stays chosen where new ones push it', async () => {
    const page = await gallery.open('view=tasks');
    await list(page).focus();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
    const name = await chosen(page).textContent();
    await page.evaluate(oneMore);
    await chosen(page).and(page.locator('[aria-posinset="4"]')).waitFor();
    expect(await chosen(page).textContent()).toBe(name);
  });

  it('opens with Enter, leafs with the arrows, and closes with Escape', async () => {
    const page = await gallery.open('view=tasks');
    await list(page).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByText('acme_invoice_march.txt').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('complementary').getByText('meeting_request.txt').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
  });

  it('shows each step with the entry behind it, which leads to the trail', async () => {
    const page = await gallery.open('view=tasks&id=20260312T102300000Z-weekly_numbers-51ac3e');
    await page.getByText('Called vault_write_note').waitFor();
    await page.getByText('after 4.8s').waitFor();
    await page.getByRole('button', { name: 'Open audit entry 18,392' }).click();
    await page.getByRole('heading', { name: 'Audit' }).waitFor();
    await page.getByText('Up to entry 18,392').waitFor();
    expect(await callsOf(page, 'audit.query')).toContainEqual(
      expect.objectContaining({ params: expect.objectContaining({ before_seq: 18_393 }) }),
    );
  });

  it('asks before it is done again', async () => {
    const page = await gallery.open('view=tasks&id=any');
    await page.getByRole('button', { name: 'Do it again' }).click();
    expect(await callsOf(page, 'tasks.retry')).toEqual([]);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Do it again' }).click();
    await page.getByText('Back in the inbox').waitFor();
    expect(await callsOf(page, 'tasks.retry')).toEqual([{ name: 'tasks.retry', params: { id: 'any' } }]);
  });

  it('with an unknown outcome lets a person say what happened', async () => {
    const page = await gallery.open('view=tasks');
    await page.getByRole('option').filter({ hasText: 'Outcome unknown' }).click();
    await page.getByRole('button', { name: 'It did not happen' }).click();
    await page.getByText('Noted: the task goes on').waitFor();
    expect(await callsOf(page, 'recover.resolve')).toEqual([
      expect.objectContaining({ params: expect.objectContaining({ outcome: 'did_not_happen' }) }),
    ]);
  });
});

describe('files that could not be understood', () => {
  it('are listed with the reason', async () => {
    const page = await gallery.open('view=tasks');
    await page.getByRole('button', { name: 'Where it is' }).click();
    await page.getByRole('option', { name: 'Set aside' }).click();
    await page.getByText('scan_0311.txt').waitFor();
    await page.getByText('It is larger than 100 MB').waitFor();
  });
});
