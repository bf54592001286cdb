import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { launchBrowser } from './browser.ts';
import { openPage } from './open-page.ts';
import { type Site, serveGallery } from './site.ts';

export interface Gallery {
  /** Opens the window as the query asks for it, and waits until it stands still. */
  readonly open: (query: string, options?: BrowserContextOptions) => Promise<Page>;
  /** Where every request of a page must go. */
  readonly origin: () => string;
}

/** One built gallery and one browser for a test file; a page ends with its test. */
export function setUpGallery(): Gallery {
  let site: Site | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [site, browser] = await Promise.all([serveGallery(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.[Symbol.asyncDispose]();
  });
  return {
    origin: () => new URL(site?.url ?? '').origin,
    open: async (query, options = {}) => {
      if (!site || !browser) throw new Error('the gallery is not open yet');
      const page = await openPage(browser, site.url, query, options);
      onTestFinished(() => page.context().close());
      return page;
    },
  };
}

export interface RecordedCall {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What the page asked the employee, of the channels that do something. */
export async function callsOf(page: Page, ...names: readonly string[]): Promise<readonly RecordedCall[]> {
  const calls = await page.evaluate<readonly RecordedCall[]>('window.fake.calls');
  return calls.filter(({ name }) => names.includes(name));
}
