// The pictures of the README, over an employee in memory: `NODE_ENV=production node test/window/take-pictures.ts`.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { launchBrowser } from './support/browser.ts';
import { serveGallery } from './support/site.ts';

const folder = resolve(import.meta.dirname, '../../assets/screenshots');

const views = [
  'today',
  'approvals',
  'tasks',
  'audit',
  'backups',
  'maintenance',
  'logs',
  'settings',
  'health',
];
const pictures = views.flatMap((view) => [
  { name: `${view}-light`, query: `view=${view}&theme=light` },
  { name: `${view}-dark`, query: `view=${view}&theme=dark` },
]);
const others = [
  { name: 'first-run-light', query: 'shell=first_run&theme=light' },
  { name: 'first-run-dark', query: 'shell=first_run&theme=dark' },
];

await mkdir(folder, { recursive: true });
await using site = await serveGallery();
const browser = await launchBrowser();
const context = await browser.newContext({
  viewport: { width: 1_120, height: 760 },
  colorScheme: null,
  locale: 'en-US',
  timezoneId: 'Europe/London',
  reducedMotion: 'reduce',
});
for (const { name, query } of [...pictures, ...others]) {
  const page = await context.newPage();
  await page.goto(`${site.url}?${query}`, { waitUntil: 'networkidle' });
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.evaluate('new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))');
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
await browser.close();
