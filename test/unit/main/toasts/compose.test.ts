import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmless } from '../../../../src/main/toasts/compose.ts';
import { isQuiet } from '../../../../src/main/toasts/quiet-hours.ts';
import { timeLeft } from '../../../../src/main/toasts/time-left.ts';
import { wordsIn } from '../../../../src/main/words/index.ts';

describe('untrusted text in a toast', () => {
  it.each([
    ['Pay\nACME\r\n now', 'Pay ACME now'],
    ['Pay \u202E00.1$\u202C\u0007', 'Pay 00.1$'],
    ['--action=approve=Yes', '\u2010\u2010action=approve=Yes'],
    [' \u200B\u2066-x', '\u2010x'],
    ['\u0000', '\u2026'],
    ['', '\u2026'],
  ])('%j is shown as %j', (text, shown) => expect(harmless(text, 100)).toBe(shown));

  it('is one short line that no command line takes for an option', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 1, max: 120 }),
        (text, length) => {
          const line = harmless(text, length);
          expect(line.length).toBeLessThanOrEqual(length);
          expect(line).toMatch(/^[^-\p{Cc}\u202A-\u202E\u2066-\u2069][^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u);
          expect(line.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});

const english = wordsIn(() => 'en');

describe('the time left', () => {
  const minuteMs = 60_000;
  it.each([
    [-5, 'now'],
    [59_999, 'now'],
    [minuteMs, 'in 1 minute'],
    [59 * minuteMs, 'in 59 minutes'],
    [60 * minuteMs, 'in 1 hour'],
    [71.9 * 60 * minuteMs, 'in 71 hours'],
    [100 * 60 * minuteMs, 'in 4 days'],
  ])('%d ms: %s', (leftMs, words) => expect(timeLeft(1_000 + leftMs, 1_000, english())).toBe(words));
});

describe('quiet hours', () => {
  const at = (hour: number) => new Date(2026, 1, 7, hour, 30).getTime();
  const quiet = (from: number, to: number) =>
    Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => isQuiet({ from, to }, at(hour)));

  it('lie between two hours of a day', () => expect(quiet(9, 12)).toEqual([9, 10, 11]));
  it('cross midnight', () => expect(quiet(22, 2)).toEqual([0, 1, 22, 23]));
  it('are none when they begin and end together', () => expect(quiet(8, 8)).toEqual([]));
  it('are none when not wanted', () => expect(isQuiet(null, at(3))).toBe(false));
});
