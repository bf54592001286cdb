import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGlobalOptions } from '../../../src/cli/global-options.ts';

const defaults = { workspace: undefined, json: false, yes: false, color: true, help: false, version: false };

describe('global options', () => {
  const table = [
    { line: 'status', globals: {}, rest: ['status'] },
    { line: '--json status', globals: { json: true }, rest: ['status'] },
    { line: 'status --json', globals: { json: true }, rest: ['status'] },
    { line: 'tasks --json show a', globals: { json: true }, rest: ['tasks', 'show', 'a'] },
    { line: 'tasks show a --workspace /w', globals: { workspace: '/w' }, rest: ['tasks', 'show', 'a'] },
    { line: '--workspace=/w tasks list', globals: { workspace: '/w' }, rest: ['tasks', 'list'] },
    { line: 'recover clean-stuck --yes', globals: { yes: true }, rest: ['recover', 'clean-stuck'] },
    { line: 'recover -y clean-stuck', globals: { yes: true }, rest: ['recover', 'clean-stuck'] },
    { line: 'status --no-color', globals: { color: false }, rest: ['status'] },
    { line: 'audit tail -n 5 --help', globals: { help: true }, rest: ['audit', 'tail', '-n', '5'] },
    { line: '--version', globals: { version: true }, rest: [] },
    { line: 'tasks add -- --json', globals: {}, rest: ['tasks', 'add', '--', '--json'] },
  ];
  for (const { line, globals, rest } of table)
    it(`are understood in: employee ${line}`, () => {
      expect(parseGlobalOptions(line.split(' '))).toEqual({ globals: { ...defaults, ...globals }, rest });
    });

  it('mean the same wherever they stand', () => {
    const words = ['tasks', 'list', '--state', 'inbox', '--limit', '3'];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: words.length }),
        fc.integer({ min: 0, max: words.length }),
        (a, b) => {
          const line = words.toSpliced(a, 0, '--json').toSpliced(b, 0, '--workspace=/w');
          const parsed = parseGlobalOptions(line);
          expect(parsed.rest).toEqual(words);
          expect(parsed.globals).toEqual({ ...defaults, json: true, workspace: '/w' });
        },
      ),
    );
  });

  for (const line of ['status --workspace', 'status --workspace --json', '--workspace= status'])
    it(`refuse a workspace without a folder: employee ${line}`, () => {
      expect(() => parseGlobalOptions(line.split(' '))).toThrow(expect.objectContaining({ code: 'usage' }));
    });
});
