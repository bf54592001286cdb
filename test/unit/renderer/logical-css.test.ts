import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '../../../src/renderer');
const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.css'),
);

/** Properties that name a side of the screen: from right to left they would point the wrong way. */
const physical =
  /^\s*(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|float|text-align:\s*(?:left|right))\s*:/m;

describe('the style sheets', () => {
  it.each(sheets)('%s names no side of the screen', (name) => {
    expect(readFileSync(join(source, name), 'utf8')).not.toMatch(physical);
  });

  it.each(sheets)('%s takes its colours from the tokens', (name) => {
    if (name.endsWith('tokens.css')) return;
    expect(readFileSync(join(source, name), 'utf8')).not.toMatch(/#[0-9a-f]{3,8}\b|\brgba?\(/i);
  });
});
