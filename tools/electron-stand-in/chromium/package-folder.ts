import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where @sparticuz/chromium is installed. Its `exports` hide package.json; the entry is in `build/`. */
export function packageFolder(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  return join(dirname(entry), '..');
}
