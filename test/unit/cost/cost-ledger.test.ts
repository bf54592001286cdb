import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clock, SystemRandom } from '../../../src/core/clock/index.ts';
import { type CallOutcome, CostLedger, type Reservation } from '../../../src/core/cost/index.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { MemoryTrail } from '../../helpers/memory-trail.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';
import { UnsyncedFileSystem } from '../../helpers/unsynced-file-system.ts';

const day = '2026-02-07';
const noCap = { task: null, day: Number.MAX_SAFE_INTEGER, month: null };

function ground() {
  const clock = new FakeClock();
  const trail = new MemoryTrail(clock);
  const path = join(temporaryFolder(), 'cost.jsonl');
  return { clock, trail, path, open: () => openLedger(clock, trail, path) };
}

function openLedger(clock: Clock, trail: MemoryTrail, path: string) {
  const files = testFiles(new UnsyncedFileSystem());
  return CostLedger.open({ files, clock, random: new SystemRandom(), trail, path });
}

function spending(microUsd: number): CallOutcome {
  return { promptTokens: 10, completionTokens: 5, microUsd, isLowerBound: false, error: null, details: {} };
}

async function reserved(ledger: CostLedger, worstMicroUsd: number, taskId = 'a'): Promise<Reservation> {
  const reservation = await ledger.reserve({ taskId, model: 'm', worstMicroUsd }, noCap);
  if ('scope' in reservation) throw new Error('over budget');
  return reservation;
}

describe('the ledger', () => {
  it('counts a call with its worst case until it is settled, then with what it came to', async () => {
    const { open } = ground();
    const ledger = await open();
    const reservation = await reserved(ledger, 900);
    expect(ledger.reservedMicroUsd).toBe(900);
    await ledger.settle(reservation, spending(40));
    expect(ledger.reservedMicroUsd).toBe(0);
    expect(ledger.today).toMatchObject({ calls: 1, promptTokens: 10, completionTokens: 5, microUsd: 40 });
  });

  for (const scope of ['task', 'day', 'month'] as const)
    it(`refuses a call that might pass the cap of the ${scope}, also beside one under way`, async () => {
      const { open } = ground();
      const ledger = await open();
      const caps = { task: null, day: 10_000, month: null, [scope]: 100 };
      const first = await ledger.reserve({ taskId: 'a', model: 'm', worstMicroUsd: 60 }, caps);
      expect(first).not.toHaveProperty('scope');
      const call = { taskId: 'a', model: 'm', worstMicroUsd: 41 };
      expect(await ledger.reserve(call, caps)).toMatchObject({ scope, cap: 100, spent: 60, worst: 41 });
      expect(await ledger.reserve({ ...call, worstMicroUsd: 40 }, caps)).not.toHaveProperty('scope');
    });

  it('lets a call wait for those under way when only their worst cases are in its way', async () => {
    const ledger = await ground().open();
    const caps = { task: null, day: 100, month: null };
    const call = { taskId: 'b', model: 'm', worstMicroUsd: 60 };
    const first = await reserved(ledger, 60);
    const { signal } = new AbortController();
    const cheap = ledger.reserve(call, caps, signal);
    await ledger.settle(first, spending(10));
    const second = await cheap;
    if ('scope' in second) throw new Error('over budget');
    const dear = ledger.reserve(call, caps, signal);
    await ledger.settle(second, spending(60));
    expect(await dear).toMatchObject({ scope: 'day', spent: 70, reserved: 0 });
  });

  it('lets nobody wait who is called off', async () => {
    const ledger = await ground().open();
    await reserved(ledger, 60);
    const waiting = new AbortController();
    const call = { taskId: 'b', model: 'm', worstMicroUsd: 60 };
    const second = ledger.reserve(call, { task: null, day: 100, month: null }, waiting.signal);
    waiting.abort(new Error('stopped'));
    await expect(second).rejects.toThrow('stopped');
    expect(ledger.reservedMicroUsd).toBe(60);
  });

  it('begins a new day at midnight UTC, and keeps the month', async () => {
    const { open, clock } = ground();
    const ledger = await open();
    await ledger.settle(await reserved(ledger, 100), spending(100));
    clock.advance(16 * 3_600_000);
    expect(ledger.today.microUsd).toBe(0);
    expect(ledger.ofMonth('2026-02')).toBe(100);
  });

  it('is the same after a restart, and names the last call', async () => {
    const { open, clock } = ground();
    const ledger = await open();
    await ledger.settle(await reserved(ledger, 100), spending(70));
    await ledger.close();
    const again = await open();
    expect(again.today).toEqual(ledger.today);
    expect(again.ofTask('a')).toBe(70);
    expect(again.lastCallMs).toBe(clock.now());
  });

  it('releases what was never sent without an entry', async () => {
    const { open, trail } = ground();
    const ledger = await open();
    ledger.release(await reserved(ledger, 100));
    await ledger.close();
    expect(trail.entries).toEqual([]);
    expect((await open()).reservedMicroUsd).toBe(0);
  });
});

describe('after a crash', () => {
  it('before the answer was recorded the worst case stands, in the trail too', async () => {
    const { open, trail } = ground();
    await reserved(await open(), 900);
    trail.crash();
    const again = await open();
    expect(again.ofDay(day).microUsd).toBe(900);
    expect(trail.costMicroUsd(day)).toBe(900);
    expect(trail.entries[0]).toMatchObject({ result: 'failure', details: { cost_is_worst_case: true } });
  });

  it('between entry and line the entry counts, once', async () => {
    const { open, trail, path } = ground();
    const ledger = await open();
    const reservation = await reserved(ledger, 900);
    const before = readFileSync(path);
    await ledger.settle(reservation, spending(40));
    await ledger.close();
    writeFileSync(path, before);
    for (let start = 0; start < 2; start += 1) {
      const again = await open();
      expect(again.ofDay(day).microUsd).toBe(40);
      await again.close();
    }
    expect(trail.entries).toHaveLength(1);
  });

  for (const [name, spoil] of [
    ['missing', (path: string) => rmSync(path)],
    ['damaged', (path: string) => writeFileSync(path, `{"kind":"sett\n${readFileSync(path, 'utf8')}`)],
  ] as const)
    it(`a ${name} ledger is made again from the trail`, async () => {
      const { open, path } = ground();
      const ledger = await open();
      await ledger.settle(await reserved(ledger, 100), spending(70));
      await ledger.close();
      spoil(path);
      expect((await open()).today).toEqual(ledger.today);
    });

  it('a torn last line is cut', async () => {
    const { open, path } = ground();
    const ledger = await open();
    await ledger.settle(await reserved(ledger, 100), spending(70));
    await ledger.close();
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"kind":"reser`);
    const again = await open();
    await again.settle(await reserved(again, 10), spending(5));
    await again.close();
    expect((await open()).today.microUsd).toBe(75);
  });

  it('anywhere, ledger and trail are one, and never less than what was spent', async () => {
    const step = fc.record({
      worst: fc.integer({ min: 1, max: 1_000 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      crash: fc.constantFrom('none', 'before the answer', 'before the entry', 'before the line'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const { open, trail, path } = ground();
        let ledger = await open();
        let spent = 0;
        for (const { worst, part, crash } of steps) {
          const reservation = await reserved(ledger, worst);
          const durable = readFileSync(path);
          const cost = Math.floor(worst * part);
          spent += cost;
          if (crash === 'before the entry') {
            const settling = ledger.settle(reservation, spending(cost));
            trail.crash();
            await settling;
          } else if (crash !== 'before the answer') await ledger.settle(reservation, spending(cost));
          await ledger.close();
          if (crash !== 'none') writeFileSync(path, durable);
          ledger = await open();
        }
        expect(ledger.ofDay(day).microUsd).toBe(trail.costMicroUsd(day));
        expect(ledger.ofDay(day).microUsd).toBeGreaterThanOrEqual(spent);
        expect(ledger.reservedMicroUsd).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
