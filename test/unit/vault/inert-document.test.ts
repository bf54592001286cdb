import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inertDocument } from '../../../src/core/vault/index.ts';
import { activeConstructs } from './detectors.ts';
import { hostileText } from './hostile-text.ts';

describe('the detectors of these tests', () => {
  it.each([
    '![](http://evil.example/x.png)',
    '![[Secret]]',
    'a [[Link]]',
    '\\\\[[Link]]',
    '[a](b)',
    '<script>',
    '<!-- x',
    '<% x %>',
    '```dataviewjs\nx\n```',
    '> ```dataviewjs\n> x\n> ```',
    '```text\nx',
    '`= this.file`',
    '`$= dv.x`',
    'a #tag',
    'text ^id',
    'a %% b',
    '$x$',
    'obsidian://open',
    'key:: value',
    '> [!note] x',
    '\u202e',
    '[x]: y',
  ])('see %j act', (text) => {
    expect(activeConstructs(text)).not.toEqual([]);
  });
});

describe('a document of a model', () => {
  it('never acts, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 6 }), (lines) => {
        expect(activeConstructs(inertDocument(lines.join('\n')))).toEqual([]);
      }),
      { numRuns: 4_000 },
    );
  });

  it('still never acts when made inert twice', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 4 }), (lines) => {
        expect(activeConstructs(inertDocument(inertDocument(lines.join('\n'))))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps headings, lists, checkboxes, emphasis, quotes, tables and code', () => {
    const document = [
      '# Plan',
      '',
      'Some **bold**, *soft* and ~~old~~ words with `file_name.txt`.',
      '',
      '- one',
      '  - [ ] two',
      '  - [x] three',
      '1. four',
      '',
      '> quoted',
      '',
      '| a | b |',
      '|---|--:|',
      '| 1 | 2 |',
      '',
      '```json',
      '{"a": [1, 2]}',
      '```',
      '',
    ].join('\n');
    expect(inertDocument(document)).toBe(document);
  });

  it('shows links and images as text', () => {
    expect(
      inertDocument('See [the page](https://acme.example/a_b) and ![logo](http://evil.example/p.png "t").'),
    ).toBe('See the page (`https://acme.example/a_b`) and logo (image: `http://evil.example/p.png` "t").');
    expect(inertDocument('[run](obsidian://advanced-uri?eval=x)')).toBe(
      'run (obsidian: //advanced-uri?eval=x)',
    );
  });

  it('takes the meaning from plugin code and HTML but keeps them visible', () => {
    expect(inertDocument('```dataviewjs\ndv.pages()\n```')).toBe('```text\ndv.pages()\n```');
    expect(inertDocument('> ```dataviewjs\n> dv.pages()')).toBe("> '''dataviewjs\n> dv.pages()");
    expect(inertDocument('Value `= this.x` <b>now</b> <% tp %>')).toBe(
      "Value '= this.x' &lt;b>now&lt;/b> &lt;% tp %>",
    );
    expect(inertDocument('#tag and C# and [[Note]] ^id')).toBe('\\#tag and C# and \\[\\[Note]] \\^id');
    expect(inertDocument('> [!danger] Beware')).toBe('> \\[!danger] Beware');
  });

  it('closes a fence that was left open', () => {
    expect(inertDocument('```python\nx = 1').split('\n').at(-1)).toBe('```');
  });

  it('keeps plain properties and makes their values inert', () => {
    const document = inertDocument(
      '---\ntype: draft\namount: 12.5\ndue: 2026-02-10\nname: "[[ACME]] <% x %>"\ntags:\n  - draft\n---\n\n# Draft',
    );
    const [, yaml, body] = document.split(/^---$/m);
    expect(parse(yaml ?? '')).toEqual({
      type: 'draft',
      amount: 12.5,
      due: '2026-02-10',
      name: '((ACME)) ‹% x %›',
      tags: ['draft'],
    });
    expect(document).toContain('\ndue: 2026-02-10\n');
    expect(body).toBe('\n\n# Draft');
  });

  it.each(['kanban-plugin: board', 'cssclasses: x', 'banner: "http://evil"', 'a: {b: c}', 'a: [', 'x: *y'])(
    'shows properties by which something would act as code: %s',
    (property) => {
      expect(inertDocument(`---\n${property}\n---\nText`)).toMatch(/^```yaml\n/);
    },
  );

  it('takes a megabyte of hostile text in a moment', () => {
    for (const piece of ['[a](', '`', '\\', '![[', 'http://', '> ', '%', '[', '<%', '~', 'http://....']) {
      const started = performance.now();
      inertDocument(piece.repeat(Math.floor(1_000_000 / piece.length)));
      expect(performance.now() - started).toBeLessThan(3_000);
    }
  });
});
