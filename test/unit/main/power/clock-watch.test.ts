import { describe, expect, it } from 'vitest';
import { ClockWatch } from '../../../../src/main/power/clock-watch.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';

/** A machine whose running time can stand still while the clock goes on, or the other way round. */
function machine() {
  const clock = new FakeClock();
  let runningMs = 0;
  const jumps: number[] = [];
  const watch = new ClockWatch({ clock, monotonic: () => runningMs, jumped: (byMs) => jumps.push(byMs) });
  watch.start();
  const pass = (ms: number) => {
    runningMs += ms;
    clock.advance(ms);
  };
  return { clock, jumps, pass, watch, run: (ms: number) => (runningMs += ms) };
}

describe('the watch over the clock', () => {
  it('says nothing while time and clock agree', () => {
    const { jumps, pass } = machine();
    for (let minute = 0; minute < 100; minute += 1) pass(60_000);
    expect(jumps).toEqual([]);
  });

  it('notices a sleep: the clock went on, the machine did not', () => {
    const { clock, jumps, pass } = machine();
    clock.advance(3_600_000);
    expect(jumps[0]).toBe(60_000);
    for (let minute = 0; minute < 3; minute += 1) pass(60_000);
    expect(jumps.reduce((sum, ms) => sum + ms)).toBe(3_600_000);
  });

  it('notices a clock that was set back, once', () => {
    const { jumps, pass, run } = machine();
    run(600_000);
    pass(60_000);
    pass(60_000);
    expect(jumps).toEqual([-600_000]);
  });

  it('knows of what the system told it already', () => {
    const { jumps, pass, run, watch } = machine();
    run(600_000);
    watch.restart();
    pass(60_000);
    expect(jumps).toEqual([]);
  });

  it('ends when it is stopped', () => {
    const { clock, jumps, watch } = machine();
    watch.stop();
    clock.advance(3_600_000);
    expect(jumps).toEqual([]);
  });
});
