import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { callsOf, setUpGallery } from './support/gallery.ts';

const gallery = setUpGallery();

async function write(page: Page, texts: readonly string[]): Promise<void> {
  const lines = texts.map((text) => `2026-03-12T10:30:00.000Z INFO orchestrator ${text}`);
  await page.evaluate(`window.fake.publish('log', ${JSON.stringify({ lines, begins: false })})`);
}

describe('a log', () => {
  it('shows new lines as they are written, and never more than are kept', async () => {
    const page = await gallery.open('view=logs&scale=overfull');
    await write(
      page,
      Array.from({ length: 6_000 }, (_, index) => `line ${index}`),
    );
    await page.getByText('orchestrator line 5999').or(page.getByText('line 5999')).first().waitFor();
    await page.getByRole('searchbox').fill('line ');
    await page.getByText('5,000 lines').waitFor();
    expect(await page.locator('.log-line').count()).toBeLessThan(120);
  });

  it('stands still once it is not followed', async () => {
    const page = await gallery.open('view=logs');
    await page.getByText('10:59:04').waitFor();
    await page.getByRole('switch', { name: 'Follow' }).click({ force: true });
    await write(
      page,
      Array.from({ length: 200 }, (_, index) => `later ${index}`),
    );
    await page.getByRole('searchbox').fill('later');
    await page.getByText('200 lines').waitFor();
    expect(await page.getByText('later 199').count()).toBe(0);
  });

  it('is searched from place to place', async () => {
    const page = await gallery.open('view=logs');
    await write(page, ['needle one', 'hay', 'needle two']);
    await page.getByRole('searchbox').fill('needle');
    await page.getByText('2 lines').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('1 of 2').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('2 of 2').waitFor();
    await page.locator('.log-line-shown').getByText('two').waitFor();
  });

  it('is that of the service and kind that are chosen', async () => {
    const page = await gallery.open('view=logs');
    await page.getByRole('button', { name: 'Service' }).click();
    await page.getByRole('option', { name: 'Watcher' }).click();
    await page.getByRole('switch', { name: 'Errors only' }).click({ force: true });
    await page.waitForFunction(
      "window.fake.calls.some(({ params }) => params.service === 'watcher' && params.errors === true)",
    );
    expect((await callsOf(page, 'logs.tail')).at(0)?.params).toMatchObject({ service: 'orchestrator' });
  });
});
