import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { answerDialogs } from '../support/outside.ts';
import { chooseTrayItem } from '../support/tray.ts';
import { type Desk, openDesk, soon } from './desk.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const screens = [
  'Today',
  'Approvals',
  'Tasks',
  'Audit',
  'Backups',
  'Maintenance',
  'Logs',
  'Settings',
  'Health',
];

/** Runs in the page: the rules that are broken, and where. */
const check =
  "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))";

it.each(screens)('axe finds nothing on %s', async (screen) => {
  await desk.goTo(screen);
  await desk.page.evaluate(axe.source);
  expect(await desk.page.evaluate(check)).toEqual([]);
});

it('pauses and resumes from window and tray alike, and proves that it works', async () => {
  const { app, page } = desk;
  await page.getByRole('banner').getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('banner').getByText('Paused').waitFor();
  await vi.waitFor(() => chooseTrayItem(app.electron, 'resume'), soon);
  await page.getByRole('banner').getByRole('button', { name: 'Pause' }).waitFor();
  await vi.waitFor(() => chooseTrayItem(app.electron, 'pause'), soon);
  await page.getByRole('banner').getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('banner').getByRole('button', { name: 'Pause' }).waitFor();
  await desk.goTo('Health');
  await page.getByRole('button', { name: 'Check itself now' }).click();
  await page.getByText(/Passed in/).waitFor();
});

it('writes a setting into settings.json, and changes language and theme of the page', async () => {
  const { page } = desk;
  await desk.goTo('Settings');
  await page.getByRole('tab', { name: 'Budget' }).click();
  await page.getByLabel('Most per day').fill('0.25');
  await page.keyboard.press('Enter');
  await page.getByText('Saved').waitFor();
  expect(readFileSync(desk.path('.employee', 'settings.json'), 'utf8')).toContain('0.25');
  await page.getByRole('tab', { name: 'App' }).click();
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('option', { name: 'Dark' }).click();
  await page.locator('html[data-theme="dark"]').waitFor();
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('option', { name: /Urdu/ }).click();
  await page.locator('html[dir="rtl"][lang="ur"]').waitFor();
  await page.locator('.select-button').nth(2).click();
  await page.getByRole('option', { name: 'English' }).click();
  await page.locator('html[dir="ltr"]').waitFor();
});

it('finds entries of the trail by their words', async () => {
  const { page } = desk;
  desk.drop('needle.txt', 'Note: to be found again.');
  await desk.completed('needle.txt');
  await desk.goTo('Audit');
  const entries = page.getByRole('listbox', { name: 'Entries' }).getByRole('option');
  await entries.nth(3).waitFor();
  await page.getByRole('searchbox').fill('needle.txt');
  await vi.waitFor(async () => {
    const shown = await entries.allTextContents();
    expect(shown.length).toBeGreaterThan(0);
    for (const entry of shown) expect(entry).toContain('needle');
  }, soon);
});

it('verifies and exports the trail, and cannot be mistaken once a day of it was changed', async () => {
  const { app, page } = desk;
  await desk.goTo('Audit');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByText(/All \d+ entries are intact/).waitFor();
  const exported = join(app.home.folder, 'trail.jsonl');
  await answerDialogs(app.electron, { save: exported });
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'As JSON lines…' }).click();
  await page.getByText(/\d+ entries exported/).waitFor();
  expect(readFileSync(exported, 'utf8')).toContain('"validation_passed"');

  const [day] = readdirSync(desk.path('audit_logs')).filter((name) => name.endsWith('.jsonl'));
  const file = desk.path('audit_logs', String(day));
  writeFileSync(file, readFileSync(file, 'utf8').replace('"validation_passed"', '"validation_failed"'));
  await page.getByRole('button', { name: 'Verify now' }).click();
  const alert = page.getByRole('alert', { name: 'The trail was changed' });
  await alert.getByText(`${day}, line`).first().waitFor();
  expect(await page.getByText('The trail is intact').count()).toBe(0);
});
