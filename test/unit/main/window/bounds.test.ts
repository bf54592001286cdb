import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowBounds } from '../../../../src/main/window/bounds.ts';
import { CrashBudget } from '../../../../src/main/window/crash-budget.ts';

const screen = { x: 0, y: 25, width: 1_440, height: 875 };
const second = { x: 1_440, y: 0, width: 1_920, height: 1_080 };

describe('where the window opens', () => {
  it('is the middle, at its standard size, the first time', () => {
    expect(windowBounds(null, [screen])).toEqual({ width: 1_120, height: 760 });
  });

  it('is where it was, on whichever screen', () => {
    const there = { x: 1_600, y: 100, width: 900, height: 700 };
    expect(windowBounds(there, [screen, second])).toEqual(there);
  });

  it('is the middle when its screen has gone, with the size it had', () => {
    const gone = { x: 1_600, y: 100, width: 900, height: 700 };
    expect(windowBounds(gone, [screen])).toEqual({ width: 900, height: 700 });
  });

  it('is within reach and never larger than the screen, whatever was remembered', () => {
    const integer = fc.integer({ min: -5_000, max: 5_000 });
    const size = fc.integer({ min: 1, max: 9_000 });
    fc.assert(
      fc.property(fc.record({ x: integer, y: integer, width: size, height: size }), (remembered) => {
        const { x, y, width, height } = windowBounds(remembered, [screen, second]);
        expect(width).toBeGreaterThanOrEqual(760);
        expect(height).toBeGreaterThanOrEqual(520);
        expect(width).toBeLessThanOrEqual(1_920);
        if (x !== undefined && y !== undefined)
          expect([screen, second].some((area) => y >= area.y && y < area.y + area.height)).toBe(true);
      }),
    );
  });
});

describe('a page that crashes', () => {
  it('is loaded again, but not one that crashes as soon as it is shown', () => {
    const budget = new CrashBudget();
    expect([0, 100, 200, 300].map((atMs) => budget.allows(atMs))).toEqual([true, true, true, false]);
    expect(budget.allows(120_000)).toBe(true);
  });
});
