import { describe, expect, it } from 'vitest';
import { type DashboardView, DashboardWriter } from '../../../src/core/vault/index.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { view } from './dashboard-fixtures.ts';

function writerWith(update: (view: DashboardView) => Promise<'written' | 'unchanged'>) {
  const clock = new FakeClock();
  const errors: unknown[] = [];
  const writer = new DashboardWriter({ dashboard: { update }, clock, failed: (error) => errors.push(error) });
  const advance = async (byMs: number) => {
    clock.advance(byMs);
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { writer, errors, advance };
}

function recording() {
  const shown: number[] = [];
  const update = (written: DashboardView) => {
    shown.push(written.counts.inbox);
    return Promise.resolve('written' as const);
  };
  return { shown, ...writerWith(update) };
}

const withInbox = (inbox: number) => () => view({ counts: { ...view().counts, inbox } });

describe('the dashboard writer', () => {
  it('writes within 50 ms, then at most once per second and always the newest view', async () => {
    const { writer, shown, advance } = recording();
    writer.schedule(withInbox(1));
    writer.schedule(withInbox(2));
    await advance(50);
    expect(shown).toEqual([2]);
    for (const inbox of [3, 4, 5]) {
      writer.schedule(withInbox(inbox));
      await advance(300);
    }
    expect(shown).toEqual([2]);
    await advance(100);
    expect(shown).toEqual([2, 5]);
    await advance(60_000);
    expect(shown).toEqual([2, 5]);
    writer.schedule(withInbox(6));
    await advance(50);
    expect(shown).toEqual([2, 5, 6]);
  });

  it('writes what is still wanted at the stop, and nothing after', async () => {
    const { writer, shown, advance } = recording();
    writer.schedule(withInbox(1));
    await advance(50);
    writer.schedule(withInbox(2));
    await writer.flush();
    expect(shown).toEqual([1, 2]);
    await writer.flush();
    await advance(60_000);
    expect(shown).toEqual([1, 2]);
  });

  it('waits for a write under way before the last one', async () => {
    const steps: string[] = [];
    let release = () => {};
    const { writer, advance } = writerWith((written) => {
      steps.push(`begin ${written.counts.inbox}`);
      if (written.counts.inbox === 2) return Promise.resolve('written');
      return new Promise((resolve) => {
        release = () => {
          steps.push('end 1');
          resolve('written');
        };
      });
    });
    writer.schedule(withInbox(1));
    await advance(50);
    writer.schedule(withInbox(2));
    const flushed = writer.flush();
    release();
    await flushed;
    expect(steps).toEqual(['begin 1', 'end 1', 'begin 2']);
  });

  it('reports failures to the callback, tries again less and less often, and recovers', async () => {
    let broken = true;
    let calls = 0;
    const { writer, errors, advance } = writerWith(() => {
      calls += 1;
      return broken ? Promise.reject(new Error('disk full')) : Promise.resolve('written');
    });
    writer.schedule(withInbox(1));
    await advance(50);
    expect(errors).toEqual([new Error('disk full')]);
    for (let second = 0; second < 7; second += 1) await advance(1_000);
    expect(calls).toBe(4);
    broken = false;
    await advance(10_000);
    await advance(60_000);
    expect(calls).toBe(5);
  });

  it('reports a view that cannot be made, and flushing still ends', async () => {
    const { writer, errors } = recording();
    writer.schedule(() => {
      throw new Error('no counts');
    });
    await writer.flush();
    expect(errors).toEqual([new Error('no counts')]);
  });
});
