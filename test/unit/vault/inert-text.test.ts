import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  fileUri,
  inertExcerpt,
  inertMarkdown,
  inertProperty,
  inertTask,
  noteLink,
} from '../../../src/core/vault/index.ts';
import { activeConstructs, activeInLine } from './detectors.ts';
import { hostileText } from './hostile-text.ts';

describe('inert text', () => {
  it('never acts, whatever the text is', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(activeInLine(inertMarkdown(text))).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('never acts in a table or after other words, and never adds a column', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (one, other) => {
        const row = `| ${inertMarkdown(one)} | ${inertMarkdown(other)} |`;
        expect(activeConstructs(row)).toEqual([]);
        expect(row.replace(/\\./g, '').split('|')).toHaveLength(4);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps ordinary words as they are', () => {
    const text = 'Pay invoice health_check-7 to Smith & Co (by Friday), 50% now: "ok"';
    expect(inertMarkdown(text)).toBe(text);
    expect(inertMarkdown('Transfer $5,000 to ACME')).toBe('Transfer \\$5,000 to ACME');
    expect(inertMarkdown('see https://acme.example/pay?a=1.')).toBe('see `https://acme.example/pay?a=1`.');
    expect(inertMarkdown('👩‍👩‍👧 نمونه‌ها')).toBe('👩‍👩‍👧 نمونه‌ها');
  });

  it('cuts long text without breaking a character', () => {
    expect(inertMarkdown('a😀b', { maxLength: 3 })).toBe('a…');
    expect(inertMarkdown('x'.repeat(600))).toHaveLength(500);
  });

  it('cannot set dates, priorities or repetition of a checklist item', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(inertTask(text)).not.toMatch(/[📅🔁⏫🔺🏁]/u);
      }),
    );
    expect(inertTask('Pay 📅 2020-01-01 🔁 every day')).toBe('Pay 2020-01-01 every day');
  });

  it('is one plain YAML string as a property', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const yaml = inertProperty(text);
        const value: unknown = parse(`key: ${yaml}\nnext: 1`);
        expect(value).toMatchObject({ key: expect.any(String), next: 1 });
        expect(yaml).not.toMatch(/\n|<%|\[|\]|<|>|`|:\/\/|%%|\$(?!\d)/);
      }),
      { numRuns: 2_000 },
    );
    expect(parse(inertProperty('He said "hi" \\ C:\\Users'))).toBe('He said "hi" \\ C:\\Users');
  });

  it('cannot leave an excerpt', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const lines = inertExcerpt(text).split('\n');
        expect(lines.filter((line) => /^\s*(?:`{3}|~{3})/.test(line))).toEqual(['```text', '```']);
        expect(lines.at(-1)).toBe('```');
        expect(activeConstructs(lines.join('\n'))).toEqual([]);
        expect(lines.join('\n')).not.toMatch(/!\[|\[\[|^\s*- \[ \]|obsidian:\/\//m);
      }),
      { numRuns: 2_000 },
    );
    expect(inertExcerpt('one\r\n  two\t3')).toBe('```text\none\n  two\t3\n```');
  });
});

describe('links of our own', () => {
  it('lead to notes by plain paths only', () => {
    expect(noteLink('Tasks/2026-02/2026-02-07 invoice 7f3a9c.md', 'in|voice]].txt', { inTable: true })).toBe(
      '[[Tasks/2026-02/2026-02-07 invoice 7f3a9c\\|in¦voice)).txt]]',
    );
    for (const path of ['a]]b.md', 'a|b.md', '../x.md', '/etc/x.md', 'a#b.md', 'a\nb.md'])
      expect(noteLink(path, 'title')).toBe('title');
  });

  it('turn a path into a file address without a character that Markdown knows', () => {
    expect(fileUri('file:///half/a pair\ud800')).toBe('file:///half/a%20pair%EF%BF%BD');
    expect(fileUri('/home/me/watch inbox/ünï (1)[x].txt')).toBe(
      'file:///home/me/watch%20inbox/%C3%BCn%C3%AF%20%281%29%5Bx%5D.txt',
    );
    expect(fileUri('I:\\hackathon 0\\test.txt')).toBe('file:///I:/hackathon%200/test.txt');
    expect(fileUri('file:///home/me/a%20b.json')).toBe('file:///home/me/a%20b.json');
    for (const path of [
      'relative.txt',
      '\\\\host\\share\\x.txt',
      '//host/share',
      'file://host/x',
      'https://evil',
    ])
      expect(fileUri(path)).toBeUndefined();
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(fileUri(`/${text.replace(/^[/\\]+/, '')}`)).toMatch(/^file:\/\/\/[A-Za-z0-9._%/:-]*$/);
      }),
    );
  });
});
