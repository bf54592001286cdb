// The pictures of the README, over an employee in memory: `npm run pictures`.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { views } from '../../src/shared/shell.ts';
import { launchBrowser } from './support/browser.ts';
import { openPage, twoFrames } from './support/open-page.ts';
import { serveGallery } from './support/site.ts';
import { wizardPictures } from './support/wizard-pictures.ts';

const folder = resolve(import.meta.dirname, '../../assets/screenshots');

const pictures = views.flatMap((view) => [
  { name: `${view}-light`, query: `view=${view}&theme=light` },
  { name: `${view}-dark`, query: `view=${view}&theme=dark` },
]);
const others = [
  { name: 'first-run-light', query: 'shell=first_run&theme=light' },
  { name: 'first-run-dark', query: 'shell=first_run&theme=dark' },
];

/** As its window opens. */
const wizardSize = { width: 920, height: 720 };

await mkdir(folder, { recursive: true });
await using site = await serveGallery();
const browser = await launchBrowser();
for (const { name, query } of [...pictures, ...others]) {
  const page = await openPage(browser, site.url, query);
  // A request rests until it can have been read: what is pictured is how it is met.
  if (query.includes('view=approvals'))
    await page.getByRole('button', { name: 'Approve', disabled: false }).waitFor();
  await page.evaluate(twoFrames);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.context().close();
}
for (const { name, query, act } of wizardPictures)
  for (const theme of ['light', 'dark']) {
    const page = await openPage(browser, site.url, `${query}&theme=${theme}`, { viewport: wizardSize });
    await act(page);
    await page.evaluate(twoFrames);
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`) });
    await page.context().close();
  }
await browser.close();
