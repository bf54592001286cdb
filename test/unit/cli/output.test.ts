import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dollars, duration } from '../../../src/cli/output/format.ts';
import { LiveLine } from '../../../src/cli/output/live-line.ts';
import { table } from '../../../src/cli/output/table.ts';
import { exactJson, plain } from '../../../src/cli/output/text.ts';
import { columnsOf, cutTo } from '../../../src/cli/output/width.ts';
import { count } from '../../../src/shared/count.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { FakeStream } from './support.ts';

const text = fc.string({ unit: 'binary', maxLength: 60 });

describe('untrusted text', () => {
  it('becomes one line that moves no cursor and turns no text round', () => {
    fc.assert(
      fc.property(text, (untrusted) => {
        const shown = plain(untrusted);
        expect(shown).not.toMatch(/[\p{Control}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
        expect(stripVTControlCharacters(shown)).toBe(shown);
      }),
    );
  });

  it('keeps letters, emoji and combined characters', () => {
    expect(plain('Grüße 漢字 👩‍👧 é')).toBe('Grüße 漢字 👩‍👧 é');
  });

  it('that is approved is shown so that it can be read back exactly', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (value) => {
        const shown = exactJson(value);
        expect(JSON.parse(shown)).toBe(value);
        expect(shown).not.toMatch(/[\p{Control}\u202a-\u202e\u2066-\u2069\u200b]/u);
      }),
    );
  });
});

describe('columns', () => {
  it('count wide characters twice and marks not at all', () => {
    expect(columnsOf('abc')).toBe(3);
    expect(columnsOf('漢字')).toBe(4);
    expect(columnsOf('e\u0301')).toBe(1);
    expect(columnsOf('👍')).toBe(2);
  });

  it('are never exceeded by a cut text or a table', () => {
    fc.assert(
      fc.property(text.map(plain), fc.integer({ min: 1, max: 40 }), (value, width) => {
        expect(columnsOf(cutTo(value, width))).toBeLessThanOrEqual(width);
        for (const line of table([{ title: 'A' }, { title: 'B', shrinksTo: 3 }], [[value, value]], width))
          expect(columnsOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('figures for people', () => {
  it('are short', () => {
    expect([120, 61_000, 3_725_000, 259_200_000].map(duration)).toEqual([
      '120 ms',
      '1 min 1 s',
      '1 h 2 min',
      '3 days',
    ]);
    expect([dollars(0, false), dollars(0.0042, false), dollars(1.5, true)]).toEqual([
      '$0.00',
      '$0.0042',
      'at least $1.50',
    ]);
    expect([count(1, 'task'), count(1_234, 'task')]).toEqual(['1 task', '1,234 tasks']);
  });
});

describe('the live line', () => {
  it('draws at most ten times a second on a terminal and ends with the last state', () => {
    const stream = new FakeStream(true);
    const clock = new FakeClock();
    const line = new LiveLine(stream, clock);
    for (let index = 0; index < 1_000; index += 1) line.show(`state ${index}`);
    clock.advance(100);
    line.end();
    expect(stream.text).toBe('\r\u001b[Kstate 0\r\u001b[Kstate 999\n');
  });

  it('is plain lines elsewhere, at most one a second', () => {
    const stream = new FakeStream(false);
    const clock = new FakeClock();
    const line = new LiveLine(stream, clock);
    line.show('a');
    line.show('b');
    line.show('c');
    clock.advance(1_000);
    line.show('c');
    line.end();
    expect(stream.text).toBe('a\nc\n');
  });
});
