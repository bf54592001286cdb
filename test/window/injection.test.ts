import { describe, expect, it } from 'vitest';
import { views } from '../../src/shared/shell.ts';
import { payloads } from './payloads.ts';
import { setUpGallery } from './support/gallery.ts';
import { twoFrames } from './support/open-page.ts';

const gallery = setUpGallery();
const id = '20260312T091500123Z-acme_invoice_march-7f3a9c';

describe('text from strangers', () => {
  it('never runs and never asks the network for anything, in any field of any screen', async () => {
    expect(payloads).toHaveLength(100);
    const page = await gallery.open('payload=start');
    const outside: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(gallery.origin())) outside.push(request.url());
    });
    page.on('dialog', (dialog) => {
      outside.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.evaluate(
      "window.violations = []; document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI))",
    );
    for (const payload of payloads) {
      await page.evaluate(`window.gallery.payload(${JSON.stringify(payload)})`);
      for (const view of views) {
        await page.evaluate(`window.gallery.goTo(${JSON.stringify({ view, id })})`);
        await page.evaluate(twoFrames);
      }
      const shown = await page.evaluate<string>('document.body.textContent');
      expect(shown.length).toBeGreaterThan(0);
    }
    expect(outside).toEqual([]);
    expect(await page.evaluate('window.violations')).toEqual([]);
    expect(await page.evaluate('window.broken')).toBeUndefined();
    expect(await page.evaluate("document.querySelectorAll('iframe, object, script:not([src])').length")).toBe(
      0,
    );
  }, 120_000);

  it('never runs in the restore wizard either: names of files, lines of notes, consequences, reports', async () => {
    const page = await gallery.open('window=restore&payload=start');
    const outside: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(gallery.origin())) outside.push(request.url());
    });
    page.on('dialog', (dialog) => {
      outside.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.evaluate(
      "window.violations = []; document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI))",
    );
    const next = () => page.getByRole('button', { name: 'Next' }).click();
    for (const payload of payloads) {
      await page.evaluate(`window.gallery.payload(${JSON.stringify(payload)})`);
      await page.evaluate(`window.gallery.wizard(${JSON.stringify(payload)})`);
      await page.getByRole('listbox', { name: 'Files that differ' }).getByRole('option').first().click();
      await next();
      await next();
      await page.evaluate(twoFrames);
    }
    expect(await page.getByRole('heading', { name: 'This will happen' }).count()).toBe(1);
    await page.evaluate(
      `window.gallery.restores({ running: null, last: window.gallery.reportOf('rolled_back', -1, ${JSON.stringify(payloads[0])}) })`,
    );
    await page.getByRole('heading', { name: 'Nothing was changed' }).waitFor();
    expect(outside).toEqual([]);
    expect(await page.evaluate('window.violations')).toEqual([]);
    expect(await page.evaluate('window.broken')).toBeUndefined();
    expect(await page.evaluate("document.querySelectorAll('iframe, object, script:not([src])').length")).toBe(
      0,
    );
  }, 180_000);

  it('is shown: what a stranger wrote stands there as text', async () => {
    const page = await gallery.open('payload=start');
    await page.evaluate("window.gallery.payload('<b>bold</b>')");
    await page.evaluate(`window.gallery.goTo({ view: 'approvals', id: '${id}' })`);
    await page.getByRole('heading', { name: '<b>bold</b>' }).waitFor();
  });
});
