import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { callsOf, setUpGallery } from './support/gallery.ts';

const gallery = setUpGallery();
const archive = 'backup_2026-03-12_02-00-00.zip';
const open = (query = '') => gallery.open(`view=backups${query}`);
const backUp = (page: Page) => page.getByRole('button', { name: 'Back up now' });

describe('the screen of backups', () => {
  it('tells at a glance when the last one was made and the next will be, and what is missing', async () => {
    const page = await open();
    const fact = (name: string) => page.locator('.backup-fact', { hasText: name });
    await fact('Last backup').getByText('8 hours ago').waitFor();
    await fact('Next backup').getByText('in 15 hours').waitFor();
    await fact('Kept for').getByText('30 days').waitFor();
    await fact('Second copy').getByText('none').waitFor();
    await page.getByText('The only place of the backups is the disk of the workspace').waitFor();
  });

  it('lists each with its age, contents, size and proof, and what is wrong with it', async () => {
    const page = await open();
    const row = (index: number) => page.getByRole('option').nth(index);
    await row(0).getByText('312 notes · 243 tasks · 41 audit days').waitFor();
    await row(0).getByText('Verified').waitFor();
    await row(2).getByText('Safety backup').waitFor();
    await row(4).getByText('Not verified yet').waitFor();
    await row(5).getByText('It ends in the middle').waitFor();
  });

  it('says what will be here, and makes it appear, when there is none', async () => {
    const page = await open('&scale=empty');
    await page.getByText('No backup yet').waitFor();
    await backUp(page).click();
    await page.getByText('Backup made and verified').waitFor();
    expect(await callsOf(page, 'backup.create')).toHaveLength(1);
  });

  it('holds any number of them, and only those in sight in the page', async () => {
    const page = await open('&scale=overfull');
    await page.getByText('400 items').waitFor();
    expect(await page.getByRole('option').count()).toBeLessThan(40);
    await page.getByRole('listbox').focus();
    await page.keyboard.press('End');
    await page.locator('[aria-posinset="400"]').waitFor();
  });

  it('says what failed last and what of the places cannot be reached', async () => {
    const page = await open('&scale=error');
    await page.getByText('The disk is full: 48 MB are needed, 0 are free').waitFor();
    await page.getByText('not reached').waitFor();
    await page.getByText('A restore failed: everything is as it was before').waitFor();
    await page.getByRole('button', { name: 'Show the report' }).click();
    await page.getByRole('dialog').getByText('the vault could not be moved into place').waitFor();
  });

  it('says what of the files is not in a backup that was made', async () => {
    const page = await open('&scale=overfull');
    await backUp(page).click();
    await page.getByText('1 file was left out of it').waitFor();
  });

  it('shows how far a backup is, and ends it', async () => {
    const page = await open();
    await page.evaluate("window.made = window.fake.hold('backup.create')");
    await backUp(page).click();
    await page.evaluate(
      "window.fake.publish('progress', { work: 'backup', done: 21000000, total: 48000000, unit: 'bytes', files: { done: 204, total: 596 }, seconds_left: 7 })",
    );
    await page.getByText('21 MB of 48 MB · 204 of 596 files · about 7s left').waitFor();
    expect(await backUp(page).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Cancel Making a backup' }).click();
    await page.evaluate('window.made()');
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    expect(await page.getByText('Backup made and verified').count()).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

describe('one backup', () => {
  it('is opened by keyboard, verified, and leads to its restore', async () => {
    const page = await open();
    await page.getByRole('listbox').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const details = page.getByRole('complementary');
    await details.getByText('entry 18,403').waitFor();
    await details.getByRole('button', { name: 'Verify' }).click();
    await details.getByText('Every file in it is as it was written').waitFor();
    await details.getByRole('button', { name: 'Restore this one…' }).click();
    expect(await callsOf(page, 'backup.verify', 'shell.restore')).toMatchObject([
      { name: 'backup.verify', params: { archive } },
      { name: 'shell.restore', params: { archive } },
    ]);
  });
});

describe('old backups', () => {
  it('are removed only after a look at which and why', async () => {
    const page = await open('&scale=overfull');
    await page.getByRole('button', { name: 'Remove old ones…' }).click();
    const question = page.getByRole('alertdialog');
    await question.getByText('30 backups go and give back').waitFor();
    await question
      .getByText(/older than 30 days/)
      .first()
      .waitFor();
    expect(await callsOf(page, 'backup.prune')).toMatchObject([{ params: { dry_run: true } }]);
    await question.getByRole('button', { name: 'Remove 30 backups' }).click();
    await page.getByText('30 backups removed').waitFor();
    expect((await callsOf(page, 'backup.prune'))[1]).toMatchObject({ params: { dry_run: false } });
  });

  it('are left alone when none is old enough', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Remove old ones…' }).click();
    await page.getByRole('dialog').getByText('Nothing is old enough to go').waitFor();
    await page.getByRole('button', { name: 'Close' }).last().click();
    expect(await callsOf(page, 'backup.prune')).toHaveLength(1);
  });
});

describe('schedule and places', () => {
  it('tells where backups lie and how they were checked, and rehearses a restore', async () => {
    const page = await open('&scale=overfull');
    await page.getByRole('button', { name: 'Schedule and places' }).click();
    const pane = page.getByRole('complementary');
    await pane.getByText('On the disk of the workspace: it would be lost with it').waitFor();
    await pane.getByText('40 days ago').waitFor();
    await pane.getByRole('button', { name: 'Rehearse a restore' }).click();
    await pane.getByText('The newest verified backup can be restored').waitFor();
  });
});
