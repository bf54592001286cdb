// `npm run icons`: draws every icon below assets/icons from assets/icons/source. The results are committed.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { appIcons } from './app-icons.ts';
import type { IconFile } from './icon-file.ts';
import { rasterise } from './rasterise.ts';
import { trayIcons } from './tray-icons.ts';

const icons = join(import.meta.dirname, '../../assets/icons');
const files: readonly IconFile[] = [...trayIcons(), ...appIcons()];

const drawn = await rasterise(files.flatMap(({ rasters }) => rasters));
let taken = 0;
for (const { file, rasters, encode } of files) {
  const pngs = drawn.slice(taken, taken + rasters.length);
  taken += rasters.length;
  const content = encode(pngs.map((png, index) => ({ png, size: rasters[index]?.size ?? 0 })));
  await mkdir(dirname(join(icons, file)), { recursive: true });
  await writeFile(join(icons, file), content);
}
process.stdout.write(`${files.length} icons drawn.\n`);
