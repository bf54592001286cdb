import { beforeEach, describe, expect, it } from 'vitest';
import { Quit } from '../../../../src/main/lifecycle/index.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';

let clock: FakeClock;
let stops: string[];
let exits: number;
let failures: unknown[];
let stopWith: (how: 'graceful' | 'now') => Promise<void>;
let quit: Quit;

beforeEach(() => {
  clock = new FakeClock();
  stops = [];
  exits = 0;
  failures = [];
  stopWith = async () => undefined;
  quit = new Quit({
    clock,
    stop: (how) => {
      stops.push(how);
      return stopWith(how);
    },
    exit: () => exits++,
    failed: (error) => failures.push(error),
  });
});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('the way out', () => {
  it('ends the program once the employee has stopped, and only once', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    stopWith = () => promise;
    quit.ask('graceful');
    await settled();
    expect([quit.isUnderWay, quit.isDone, exits]).toEqual([true, false, 0]);
    resolve();
    await settled();
    quit.ask('graceful');
    expect([quit.isDone, exits, stops]).toEqual([true, 1, ['graceful']]);
  });

  it('is hurried by a second wish', async () => {
    stopWith = (how) => (how === 'graceful' ? new Promise(() => undefined) : Promise.resolve());
    quit.ask('graceful');
    quit.ask('graceful');
    await settled();
    expect(stops).toEqual(['graceful', 'now']);
    expect(exits).toBe(1);
  });

  it('does not wait for ever', async () => {
    stopWith = () => new Promise(() => undefined);
    quit.ask('graceful');
    clock.advance(30_000);
    await settled();
    expect(exits).toBe(1);
  });

  it('is open when the employee cannot write any more: that is told, and the program ends', async () => {
    stopWith = () => Promise.reject(new Error('no space'));
    quit.ask('now');
    await settled();
    expect(failures).toHaveLength(1);
    expect(exits).toBe(1);
  });
});
