import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrayState } from '../../src/main/tray/icon-files.ts';

const sources = join(import.meta.dirname, '../../assets/icons/source');

/** The pixel grids that are drawn by hand; other sizes are whole multiples of one of them. */
const grids = [24, 20, 16] as const;

export interface TrayDrawing {
  readonly state: TrayState;
  /** 0 for the plain dot, 10 for "9+". */
  readonly count: number;
  readonly color: string;
}

/** The SVG of one tray icon, drawn on the grid that fits `size` in whole pixels. */
export function composeTrayIcon({ state, count, color }: TrayDrawing, size: number): string {
  const grid = grids.find((candidate) => size % candidate === 0);
  if (grid === undefined) throw new RangeError(`no tray icon is drawn for ${size} px`);
  const number = Math.min(count, 9);
  const classes = [state, count > 0 && `counted n${number}`, count > 9 && 'many'].filter(Boolean).join(' ');
  const definitions = `<style>${source('states.css')}</style><defs>${digit(`n${number || 1}`, 'digit')}${digit('plus', 'plus')}</defs>`;
  return source(`tray-${grid}.svg`).replace(
    /<svg[^>]*>/,
    (root) => `${root.replace('<svg', `<svg class="${classes}" color="${color}"`)}${definitions}`,
  );
}

export function source(name: string): string {
  return readFileSync(join(sources, name), 'utf8');
}

function digit(id: string, as: string): string {
  const path = new RegExp(`id="${id}" d="([^"]+)"`).exec(source('digits.svg'))?.[1];
  if (path === undefined) throw new RangeError(`digits.svg has no ${id}`);
  return `<path id="${as}" d="${path}"/>`;
}
