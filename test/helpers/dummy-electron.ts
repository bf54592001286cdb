import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many fuses Electron 45 has. */
const fuseCount = 9;
/** What marks the place of the fuses in Electron's executable (electron/fuses). */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/**
 * Makes a folder that electron-builder takes for an unpacked Electron for Linux: empty files with the right names, and
 * an "executable" that is nothing but fuses, all off. With it the packaging is tested without the runtime.
 */
export function makeDummyElectron(folder: string): void {
  const fuses = Buffer.from([1, fuseCount, ...Buffer.from('0'.repeat(fuseCount))]);
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from(sentinel), fuses]), { mode: 0o755 });
  for (const name of [
    'LICENSE',
    'LICENSES.chromium.html',
    'resources/none',
    'locales/en-US.pak',
    'locales/de.pak',
  ])
    writeFileSync(join(folder, name), '');
}
