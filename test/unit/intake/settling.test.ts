import { describe, expect, it } from 'vitest';
import { Settling } from '../../../src/core/intake/settling.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

function at(clock: FakeClock, touchedMs = clock.now(), sizeBytes = 10) {
  return {
    kind: 'file' as const,
    sizeBytes,
    modifiedMs: touchedMs,
    changedMs: touchedMs,
    inode: 1,
    device: 1,
  };
}

function settlingOf(clock: FakeClock, trustsTimes = true): Settling {
  const settling = new Settling(clock, 80);
  settling.configure(80, trustsTimes);
  return settling;
}

describe('a file', () => {
  it('has settled once its times lie the rest period back', () => {
    const clock = new FakeClock();
    const settling = settlingOf(clock);
    const stat = at(clock);
    expect(settling.note('a')).toBe(clock.now() + 80);
    expect(settling.due(9)).toEqual([]);
    clock.advance(79);
    expect(settling.inspect('a', stat)).toBe(false);
    clock.advance(1);
    expect(settling.due(9)).toEqual(['a']);
    expect(settling.inspect('a', stat)).toBe(true);
  });

  it('that was written again meanwhile rests anew', () => {
    const clock = new FakeClock();
    const settling = settlingOf(clock);
    settling.note('a');
    clock.advance(80);
    expect(settling.inspect('a', at(clock, clock.now() - 30))).toBe(false);
    expect(settling.nextCheckMs()).toBe(clock.now() + 50);
  });

  it('found in a listing after a long rest is due at once', () => {
    const clock = new FakeClock();
    const settling = settlingOf(clock);
    settling.expect('a');
    expect(settling.due(9)).toEqual(['a']);
    expect(settling.inspect('a', at(clock, clock.now() - 5_000))).toBe(true);
  });

  it('dated in the future rests from when it was first seen so', () => {
    const clock = new FakeClock();
    const settling = settlingOf(clock);
    const stat = at(clock, clock.now() + 86_400_000);
    settling.note('a');
    clock.advance(80);
    expect(settling.inspect('a', stat)).toBe(false);
    clock.advance(80);
    expect(settling.inspect('a', stat)).toBe(true);
  });

  it('on a share must be seen unchanged for the rest period, whatever its times say', () => {
    const clock = new FakeClock();
    const settling = settlingOf(clock, false);
    const old = clock.now() - 60_000;
    settling.expect('a');
    expect(settling.inspect('a', at(clock, old, 10))).toBe(false);
    clock.advance(80);
    expect(settling.inspect('a', at(clock, old, 20))).toBe(false);
    clock.advance(80);
    expect(settling.inspect('a', at(clock, old, 20))).toBe(true);
  });

  it('held open is looked at after 50, 100, 200, 400, 500, 500 ms', () => {
    const clock = new FakeClock();
    const settling = settlingOf(clock);
    settling.expect('a');
    const waitsMs = [1, 2, 3, 4, 5, 6].map(() => {
      settling.postpone('a');
      const waitMs = (settling.nextCheckMs() ?? 0) - clock.now();
      clock.advance(waitMs);
      return waitMs;
    });
    expect(waitsMs).toEqual([50, 100, 200, 400, 500, 500]);
  });

  it('held open is looked at sooner when something happens to it', () => {
    const clock = new FakeClock();
    const settling = settlingOf(clock);
    settling.expect('a');
    for (let look = 0; look < 5; look += 1) settling.postpone('a');
    settling.note('a');
    expect(settling.nextCheckMs()).toBe(clock.now() + 80);
  });

  it('is still looked at after the clock was set back by an hour', () => {
    const clock = new FakeClock();
    const settling = settlingOf(clock);
    settling.note('a');
    clock.advance(-3_600_000);
    expect(settling.due(9)).toEqual([]);
    clock.advance(80);
    expect(settling.due(9)).toEqual(['a']);
  });
});

it('files come due in the order in which they arrived, no more than asked for', () => {
  const clock = new FakeClock();
  const settling = settlingOf(clock);
  for (const name of ['c', 'a', 'b']) settling.note(name);
  clock.advance(80);
  expect(settling.due(2)).toEqual(['c', 'a']);
});
