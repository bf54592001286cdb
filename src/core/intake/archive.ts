import { join } from 'node:path';
import { type Clock, localDay } from '../clock/index.ts';
import type { Files } from '../files/index.ts';

const longestNameBytes = 255;

/**
 * Moves a finished original to `<archive>/YYYY-MM/`, never over another: `note.txt`, `note (2).txt`, …
 * `missing`: it had left the inbox already.
 */
export async function archiveOriginal(
  files: Files,
  clock: Clock,
  original: string,
  archiveFolder: string,
  fileName: string,
): Promise<'moved' | 'missing'> {
  const folder = join(archiveFolder, localDay(clock.now()).slice(0, 7));
  await files.ensureFolder(folder);
  for (let copy = 1; ; copy += 1) {
    const outcome = await files.move(original, join(folder, numbered(fileName, copy)));
    if (outcome !== 'exists') return outcome;
  }
}

/** The number goes before the extension; a name that would grow too long loses characters before it. */
function numbered(fileName: string, copy: number): string {
  if (copy === 1) return fileName;
  const dot = fileName.lastIndexOf('.');
  const extension = dot > 0 ? fileName.slice(dot) : '';
  const characters = [...fileName.slice(0, fileName.length - extension.length)];
  const ending = ` (${copy})${extension}`;
  while (Buffer.byteLength(characters.join('') + ending) > longestNameBytes && characters.length > 1)
    characters.pop();
  return characters.join('') + ending;
}
