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
  'shell=first_run',
  'shell=starting',
  'shell=failed',
  'shell=untrusted',
];

/** Runs in the page: the rules that are broken, and where. */
const check =
  "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))";

describe('axe finds nothing', () => {
  it.each([...screens, ...others])('at %s', async (query) => {
    const page = await gallery.open(query);
    await page.evaluate(axe.source);
    expect(await page.evaluate(check)).toEqual([]);
  });
});
