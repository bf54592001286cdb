import { source } from './compose.ts';
import { encodeIcns, encodeIco, onePng } from './containers.ts';
import type { IconFile } from './icon-file.ts';
import type { Raster } from './rasterise.ts';

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512] as const;
const notificationSize = 256;

/** The app's own icons and those of its notifications. */
export function appIcons(): readonly IconFile[] {
  return [
    ...linuxSizes.map((size) => png(`app/${size}x${size}.png`, 'app.svg', size)),
    png('app/1024x1024.png', 'app.svg', 1024),
    { file: 'app.ico', rasters: app(16, 24, 32, 48, 64, 128, 256), encode: encodeIco },
    { file: 'app.icns', rasters: app(16, 32, 64, 128, 256, 512, 1024), encode: encodeIcns },
    png('notification/app.png', 'app.svg', notificationSize),
    png('notification/needs-you.png', 'app-needs-you.svg', notificationSize),
    png('notification/trouble.png', 'app-trouble.svg', notificationSize),
  ];
}

function app(...sizes: readonly number[]): readonly Raster[] {
  return sizes.map((size) => ({ svg: appSource('app.svg', size), size }));
}

function png(file: string, name: string, size: number): IconFile {
  return { file, rasters: [{ svg: appSource(name, size), size }], encode: onePng };
}

/** Below 48 px the details of the large drawing would blur: there is a plain one on the 16 px grid. */
function appSource(name: string, size: number): string {
  if (name === 'app.svg') return source(size < 48 ? 'app-small.svg' : name);
  const badge = source(name);
  return source('app.svg').replace('</svg>', `${badge.replace(/^<svg[^>]*>|<\/svg>\s*$/g, '')}</svg>`);
}
