import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const rows = readFileSync(join(root, 'docs/security.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!---|#|what \|)/.test(line));

describe('the table of security', () => {
  it('has the 20 points of the checklist', () => {
    const numbers = rows.map((row) => Number(row.split('|')[1])).filter((number) => number > 0);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it.each(rows.map((row) => [row.slice(2, 60), row]))('names files that are there: %s', (_start, row) => {
    const paths = [...row.matchAll(/`((?:src|test)\/[\w./-]+|electron-builder\.yml|package\.json)`/g)];
    expect(paths.length).toBeGreaterThan(0);
    for (const [, path = ''] of paths) expect(existsSync(join(root, path)), path).toBe(true);
    expect(row.split('|').at(-2)).toContain('`test/');
  });
});
