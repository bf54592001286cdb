import chromium from '@sparticuz/chromium';
import { type Browser, chromium as launcher } from 'playwright-core';

/** A headless Chromium that came with npm; `EMPLOYEE_CHROMIUM` names another one. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.EMPLOYEE_CHROMIUM ?? (await chromium.executablePath());
  // Its own arguments are for one process in a cloud function, where closing a page ends the browser.
  return launcher.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], headless: true });
}
