import sparticuz from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

export interface Raster {
  readonly svg: string;
  /** Width and height in pixels. */
  readonly size: number;
}

const largest = 1024;

/** Draws each SVG at its size in a headless Chromium and tells the PNGs, in the same order. */
export async function rasterise(rasters: readonly Raster[]): Promise<readonly Uint8Array[]> {
  const browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: sparticuz.args,
  });
  try {
    const page = await browser.newPage({ viewport: { width: largest, height: largest } });
    const pngs: Uint8Array[] = [];
    for (const { svg, size } of rasters) {
      await page.setContent(
        `<style>body { margin: 0 } body > svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`,
      );
      const clip = { x: 0, y: 0, width: size, height: size };
      pngs.push(await page.screenshot({ omitBackground: true, clip }));
    }
    return pngs;
  } finally {
    await browser.close();
  }
}
