import { describe, expect, it } from 'vitest';
import { callsOf, setUpGallery } from './support/gallery.ts';

const gallery = setUpGallery();

/** The verification takes until the page is told to let it end. */
const slowVerification = `(() => {
  const ask = window.fake.call.bind(window.fake);
  window.fake.call = async (name, params, signal) => {
    if (name === 'audit.verify') await new Promise((end) => { window.endVerification = end; });
    return ask(name, params, signal);
  };
})()`;

describe('the trail', () => {
  it('says what is proven and since when', async () => {
    const page = await gallery.open('view=audit');
    await page.getByText('The trail is intact').waitFor();
    await page.getByText('Every entry since Feb 7, 2026').waitFor();
    await page.getByText('Verified 1 hour ago: 18,373 entries').waitFor();
  });

  it('shows how far a verification has come, and what it found', async () => {
    const page = await gallery.open('view=audit');
    await page.evaluate(slowVerification);
    await page.getByRole('button', { name: 'Verify now' }).click();
    await page.getByText('Reading the first day').waitFor();
    await page.evaluate(
      "window.fake.publish('progress', { work: 'audit.verify', done: 3_000_000, total: 9_000_000, unit: 'bytes' })",
    );
    await page.getByText('3 megabytes of 9 megabytes').or(page.getByText('3 MB of 9 MB')).waitFor();
    await page.evaluate('window.endVerification()');
    await page.getByText('All 18,403 entries are intact').waitFor();
  });

  it('that was changed stands before everything else, with where and what to do', async () => {
    const page = await gallery.open('view=audit&troubles');
    const alert = page.getByRole('alert', { name: 'The trail was changed' });
    await alert.getByText('audit_2026-03-11.jsonl, line 214').waitFor();
    await alert.getByText('employee audit acknowledge').waitFor();
    await alert.getByRole('button', { name: 'Open the folder' }).click();
    expect(await callsOf(page, 'open.folder')).toEqual([
      { name: 'open.folder', params: { folder: 'audit' } },
    ]);
    expect(await page.getByText('The trail is intact').count()).toBe(0);
  });

  it('is exported as what is chosen', async () => {
    const page = await gallery.open('view=audit');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'As a table (CSV)…' }).click();
    await page.getByText('18,403 entries exported').waitFor();
    expect(await callsOf(page, 'audit.save')).toEqual([{ name: 'audit.save', params: { format: 'csv' } }]);
  });
});

describe('entries', () => {
  it('go back page by page, without a gap', async () => {
    const page = await gallery.open('view=audit');
    await page.getByRole('listbox', { name: 'Entries' }).focus();
    await page.keyboard.press('End');
    await page.locator('[aria-setsize="400"]').first().waitFor();
    expect((await callsOf(page, 'audit.query')).map(({ params }) => params.before_seq)).toEqual([
      undefined,
      18_204,
    ]);
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { selected: true }).getByText('18,203').waitFor();
  });

  it('are narrowed down by kind, and by the task of one of them', async () => {
    const page = await gallery.open('view=audit');
    await page.getByRole('button', { name: 'What was done' }).click();
    await page.getByRole('option', { name: 'Approvals' }).click();
    await page.waitForFunction("window.fake.calls.some(({ params }) => params.action === 'hitl_*')");
    await page.getByRole('option').first().click();
    await page.getByRole('button', { name: 'Only this task' }).click();
    await page.waitForFunction(
      "window.fake.calls.some(({ name, params }) => name === 'audit.query' && params.task)",
    );
  });

  it('show every member of their line', async () => {
    const page = await gallery.open('view=audit&id=18400');
    const details = page.getByRole('complementary');
    for (const text of ['18,400', 'task_created', '"file_name": "weekly_numbers.csv"', 'kJ8x']) {
      await details.getByText(text).first().waitFor();
    }
  });
});
