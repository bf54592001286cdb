import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { views } from '../../src/shared/shell.ts';
import { setUpGallery } from './support/gallery.ts';

const gallery = setUpGallery();

const screens = views.flatMap((view) =>
  ['empty', 'typical', 'overfull', 'error'].map((scale) => `view=${view}&scale=${scale}`),
);
const others = [
  ...views.map((view) => `view=${view}&theme=dark`),
  'view=today&language=ur',
  'view=approvals&language=ur',
  'view=approvals&id=20260311T170000000Z-reminder_letters-0ff1ce',
  'view=tasks&id=20260312T102300000Z-weekly_numbers-51ac3e',
  'view=tasks&language=ur',
  'view=audit&id=18400',
  'view=audit&troubles&theme=dark',
  'view=health&troubles',
  ...['budget', 'policy', 'servers', 'folders', 'schedule', 'notifications', 'app'].map(
    (part) => `view=settings&scale=overfull&id=${part}`,
  ),
  'view=backups&id=backup_2026-03-12_02-00-00.zip',
  'view=backups&scale=overfull&id=schedule&theme=dark',
  'view=backups&language=ur',
  ...['empty', 'typical', 'overfull', 'error'].map((scale) => `window=restore&scale=${scale}`),
  'window=restore&theme=dark',
  'window=restore&shell=failed',
  'window=restore&shell=starting',
  'shell=first_run',
  'shell=starting',
  'shell=failed',
  'shell=untrusted',
];

/** Runs in the page: the rules that are broken, and where. */
const check =
  "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))";

const archive = 'backup_2026-03-12_02-00-00.zip';
const next = { role: 'button', name: /Next|آگے/ } as const;
const begin = { role: 'button', name: /^Replace|بدلیں/ } as const;
const single = { role: 'radio', name: /Single files|الگ الگ/ } as const;

/** What is pressed, one after the other, to be at each step of the wizard. */
const wizard = [
  { step: 'inspect', presses: [] },
  { step: 'a file', presses: [{ role: 'option', name: /Supplier list/ }] },
  { step: 'select', presses: [next] },
  { step: 'single files', presses: [next, single] },
  { step: 'confirm', presses: [next, next] },
  { step: 'running', presses: [next, next, begin] },
] as const;

describe('axe finds nothing', () => {
  it.each(
    wizard.flatMap(({ step, presses }) =>
      ['', '&theme=dark', '&scale=overfull', '&language=ur'].map((query) => ({ step, query, presses })),
    ),
  )('in the restore wizard at $step, with "$query"', async ({ query, presses }) => {
    const page = await gallery.open(`window=restore&archive=${archive}${query}`);
    for (const { role, name } of presses) await page.getByRole(role, { name }).first().click();
    await page.evaluate(axe.source);
    expect(await page.evaluate(check)).toEqual([]);
  });

  it.each(['restored', 'rolled_back', 'cancelled'])('on the result page: %s', async (outcome) => {
    const page = await gallery.open('window=restore&theme=dark');
    await page.evaluate(
      `window.gallery.restores({ running: null, last: window.gallery.reportOf('${outcome}', -1) })`,
    );
    await page.getByRole('button', { name: 'Restore another' }).waitFor();
    await page.evaluate(axe.source);
    expect(await page.evaluate(check)).toEqual([]);
  });

  it.each([...screens, ...others])('at %s', async (query) => {
    const page = await gallery.open(query);
    await page.evaluate(axe.source);
    expect(await page.evaluate(check)).toEqual([]);
  });
});
