import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../../src/renderer/styles/tokens.css'), 'utf8');

type Theme = 'light' | 'dark';

/** The hex colours of a token by day and by night. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
);

const surfaces = ['surface-0', 'surface-1', 'surface-2', 'surface-3'];
const words = ['text', 'text-muted', 'accent', 'ok', 'attention', 'danger'];

/** Everything that is written on something. */
const textPairs = [
  ...words.flatMap((word) => surfaces.map((surface) => [word, surface] as const)),
  ['on-accent', 'accent'] as const,
  ['surface-0', 'text'] as const,
];

/** Edges of controls and lines that mean something (WCAG 1.4.11). */
const edgePairs = ['surface-0', 'surface-1', 'surface-2'].map((surface) => ['line-strong', surface] as const);

describe.each(['light', 'dark'] as const)('the colours, %s', (theme) => {
  it.each(textPairs)('%s on %s can be read', (foreground, background) => {
    expect(contrast(foreground, background, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edgePairs)('%s on %s can be seen', (foreground, background) => {
    expect(contrast(foreground, background, theme)).toBeGreaterThanOrEqual(3);
  });
});

/** WCAG 2.2, "contrast ratio". */
function contrast(foreground: string, background: string, theme: Theme): number {
  const [a, b] = [luminance(foreground, theme), luminance(background, theme)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(name: string, theme: Theme): number {
  const colour = tokens.get(name);
  if (colour === undefined) throw new Error(`no token ${name}`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour[theme].slice(at, at + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
