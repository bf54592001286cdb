import type { Page } from 'playwright-core';

const archive = 'backup_2026-03-12_02-00-00.zip';
const at = `window=restore&archive=${archive}`;

const press = (page: Page, role: 'button' | 'radio' | 'option', name: RegExp) =>
  page.getByRole(role, { name }).first().click();
const next = (page: Page) => press(page, 'button', /^Next$/);
const begin = async (page: Page) => {
  await next(page);
  await next(page);
  await press(page, 'button', /^Replace/);
};
const endAs = (outcome: string) => (page: Page) =>
  page.evaluate(
    `window.gallery.restores({ running: null, last: window.gallery.reportOf('${outcome}', -1) })`,
  );

/** The restore wizard at each of its steps: what the window is asked for, and what is done in it then. */
export const wizardPictures: readonly {
  readonly name: string;
  readonly query: string;
  readonly act: (page: Page) => Promise<unknown>;
}[] = [
  { name: 'restore-1-choose', query: 'window=restore', act: (page) => press(page, 'option', /Mar 12/) },
  {
    name: 'restore-2-inspect',
    query: at,
    act: async (page) => {
      await press(page, 'option', /Supplier list/);
      await page.getByText('agreed on 3 March').waitFor();
    },
  },
  { name: 'restore-3-select', query: at, act: next },
  {
    name: 'restore-3-files',
    query: at,
    act: async (page) => {
      await next(page);
      await press(page, 'radio', /Single files/);
      await press(page, 'option', /Supplier list/);
    },
  },
  {
    name: 'restore-4-confirm',
    query: at,
    act: async (page) => {
      await next(page);
      await next(page);
    },
  },
  {
    name: 'restore-5-running',
    query: at,
    act: async (page) => {
      await page.evaluate("window.fake.hold('restore.start')");
      await begin(page);
      await page.evaluate(
        "window.fake.publish('progress', { work: 'restore', step: 'safety_backup', done: 21000000, total: 48000000, unit: 'bytes', files: { done: 204, total: 596 }, seconds_left: 7 })",
      );
      await page.getByText('21 MB of 48 MB').waitFor();
    },
  },
  {
    name: 'restore-5-restarting',
    query: at,
    act: async (page) => {
      await begin(page);
      await page.evaluate("window.gallery.employee({ state: 'starting' })");
      await page.getByText('The employee is restarting').waitFor();
    },
  },
  { name: 'restore-5-restored', query: 'window=restore', act: endAs('restored') },
  { name: 'restore-5-rolled-back', query: 'window=restore', act: endAs('rolled_back') },
];
