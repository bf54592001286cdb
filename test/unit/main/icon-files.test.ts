import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type TrayState, trayIconFile } from '../../../src/main/tray/icon-files.ts';

const folder = join(import.meta.dirname, '../../../assets/icons/tray');
const states: readonly TrayState[] = ['idle', 'working', 'needs-you', 'paused', 'trouble'];
const platforms: readonly NodeJS.Platform[] = ['darwin', 'win32', 'linux'];
const counts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99];

function names(platform: NodeJS.Platform): readonly string[] {
  const all = states.flatMap((state) =>
    [true, false].flatMap((dark) => counts.map((count) => trayIconFile({ state, platform, dark, count }))),
  );
  return [...new Set(all)];
}

const read = (name: string) => readFileSync(join(folder, name));
const doubled = (name: string) => name.replace(/\.png$/, '@2x.png');

describe('the icons of the tray', () => {
  it('are template images of 16 px with twins of 32 px on macOS', () => {
    expect(names('darwin')).toHaveLength(states.length);
    for (const name of names('darwin')) {
      expect(name).toMatch(/Template\.png$/);
      expect([pngSize(read(name)), pngSize(read(doubled(name)))]).toEqual([16, 32]);
    }
  });

  it('are PNGs of 24 px with twins of 48 px on Linux', () => {
    for (const name of names('linux'))
      expect([pngSize(read(name)), pngSize(read(doubled(name)))]).toEqual([24, 48]);
  });

  it('hold every size of the panel on Windows', () => {
    for (const name of names('win32')) expect(icoSizes(read(name))).toEqual([16, 20, 24, 32, 40, 48]);
  });

  it('are all told apart: no two names hold the same picture', () => {
    for (const platform of platforms) {
      const pictures = new Set(names(platform).map((name) => read(name).toString('base64')));
      expect(pictures.size).toBe(names(platform).length);
    }
  });

  it('are the only files of their folder', () => {
    const expected = platforms.flatMap((platform) =>
      names(platform).flatMap((name) => (name.endsWith('.png') ? [name, doubled(name)] : [name])),
    );
    expect(readdirSync(folder).toSorted()).toEqual(expected.toSorted());
  });

  it('draw a count only where something waits, and "9+" from ten on', () => {
    const linux = (state: TrayState, count: number) =>
      trayIconFile({ state, platform: 'linux', dark: true, count });
    expect(linux('working', 3)).toBe('tray-working-dark.png');
    expect(linux('needs-you', 0)).toBe('tray-needs-you-dark.png');
    expect(linux('needs-you', 9)).toBe('tray-needs-you-9-dark.png');
    expect(linux('needs-you', 10)).toBe('tray-needs-you-9plus-dark.png');
    expect(linux('needs-you', Number.NaN)).toBe('tray-needs-you-dark.png');
  });
});

/** The width of a square PNG. */
function pngSize(png: Uint8Array): number {
  const view = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  expect(view.toString('latin1', 1, 4)).toBe('PNG');
  const [width, height] = [view.readUInt32BE(16), view.readUInt32BE(20)];
  expect(width).toBe(height);
  return width;
}

/** The widths of the PNGs in an .ico, each checked against what its directory says. */
function icoSizes(ico: Buffer): readonly number[] {
  return Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const start = ico.readUInt32LE(entry + 12);
    const size = pngSize(ico.subarray(start, start + ico.readUInt32LE(entry + 8)));
    expect(ico.readUInt8(entry)).toBe(size);
    return size;
  });
}
