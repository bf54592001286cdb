import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Opens the window as the query asks for it, in a context of its own, and waits until it stands still. */
export async function openPage(
  browser: Browser,
  url: string,
  query: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1_120, height: 760 },
    // Playwright would force the light theme, and uPlot needs a locale that Intl knows.
    colorScheme: null,
    locale: 'en-US',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(`${url}?${query}`, { waitUntil: 'networkidle' });
  await page.locator('h1').first().waitFor({ state: 'attached' });
  return page;
}

/** Runs in the page: two frames later, what React was given is painted. */
export const twoFrames = 'new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))';
