import { type Browser, chromium } from 'playwright-core';
import { locateChromium } from '../../../tools/electron-stand-in/chromium/locate.ts';

/** The headless Chromium that the end-to-end tests run on too. */
export async function launchBrowser(): Promise<Browser> {
  const { path, env } = locateChromium();
  return chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-gpu'],
    env: { ...process.env, ...env },
  });
}
