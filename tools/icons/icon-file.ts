import type { SizedPng } from './containers.ts';
import type { Raster } from './rasterise.ts';

/** A file below `assets/icons` and how it is made. */
export interface IconFile {
  readonly file: string;
  readonly rasters: readonly Raster[];
  /** Makes the file's content from the drawn rasters, which come in the same order. */
  readonly encode: (images: readonly SizedPng[]) => Uint8Array;
}
