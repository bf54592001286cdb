import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Keeps a picture of the page in `E2E_SCREENSHOTS`, by default a folder in the temporary one. Gives its path. */
export async function shot(page: Page, name: string): Promise<string> {
  const folder = process.env.E2E_SCREENSHOTS ?? join(tmpdir(), 'employee-screenshots');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  return path;
}
