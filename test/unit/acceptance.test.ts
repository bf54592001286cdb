import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const documents = readdirSync(join(root, 'docs')).filter((name) => name.startsWith('acceptance-'));

/** The paths that `a/{b,c}/` stands for. */
function expand(path: string): readonly string[] {
  const [, before, among, after] = /^(.*)\{(.*)\}(.*)$/.exec(path) ?? [];
  return among === undefined ? [path] : among.split(',').map((part) => `${before}${part}${after}`);
}

describe('the proofs of what is promised', () => {
  it.each(documents)('are there: docs/%s', (name) => {
    const text = readFileSync(join(root, 'docs', name), 'utf8');
    const paths = [...text.matchAll(/`((?:test|tools|bench|assets|\.github)\/[^`\s]+)`/g)].flatMap(
      ([, path = '']) => expand(path),
    );
    expect(paths).not.toHaveLength(0);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
