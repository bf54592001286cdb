import { type TrayState, trayIconFile } from '../../src/main/tray/icon-files.ts';
import { composeTrayIcon, type TrayDrawing } from './compose.ts';
import { encodeIco, onePng } from './containers.ts';
import type { IconFile } from './icon-file.ts';

const states: readonly TrayState[] = ['idle', 'working', 'needs-you', 'paused', 'trouble'];
const glyphColor = { light: '#1a1a1a', dark: '#ffffff', template: '#000000' };

/** From 100 % to 300 % display scaling. */
const windowsSizes = [16, 20, 24, 32, 40, 48];
const linuxSize = 24;
const macSize = 16;

/** Every file `trayIconFile` can name, each once. */
export function trayIcons(): readonly IconFile[] {
  return states.flatMap((state) => [
    ...macIcons(state),
    ...panelIcons(state, true),
    ...panelIcons(state, false),
  ]);
}

function macIcons(state: TrayState): readonly IconFile[] {
  const name = trayIconFile({ state, platform: 'darwin', dark: false, count: 0 });
  return pngPair(name, macSize, { state, count: 0, color: glyphColor.template });
}

function panelIcons(state: TrayState, dark: boolean): readonly IconFile[] {
  const counts = state === 'needs-you' ? Array.from({ length: 11 }, (_, count) => count) : [0];
  return counts.flatMap((count) => {
    const drawing = { state, count, color: dark ? glyphColor.dark : glyphColor.light };
    return [
      windowsIcon(trayIconFile({ state, platform: 'win32', dark, count }), drawing),
      ...pngPair(trayIconFile({ state, platform: 'linux', dark, count }), linuxSize, drawing),
    ];
  });
}

function pngPair(name: string, size: number, drawing: TrayDrawing): readonly IconFile[] {
  const at = (file: string, pixels: number): IconFile => ({
    file: `tray/${file}`,
    rasters: [{ svg: composeTrayIcon(drawing, pixels), size: pixels }],
    encode: onePng,
  });
  return [at(name, size), at(name.replace(/\.png$/, '@2x.png'), size * 2)];
}

function windowsIcon(name: string, drawing: TrayDrawing): IconFile {
  return {
    file: `tray/${name}`,
    rasters: windowsSizes.map((size) => ({ svg: composeTrayIcon(drawing, size), size })),
    encode: encodeIco,
  };
}
