import { describe, expect, it } from 'vitest';
import { setUpGallery } from './support/gallery.ts';

const gallery = setUpGallery();

/** A thousand events in a second, in twenties; gives the longest task, in milliseconds. */
const burst = `(async () => {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ entryTypes: ['longtask'] });
  const start = performance.now();
  for (let round = 0; round < 50; round += 1) {
    for (let index = 0; index < 10; index += 1) {
      window.gallery.inbox(round * 10 + index);
      window.fake.publish('changes', { tasks: null, approvals: true, settings: false });
    }
    await new Promise((next) => setTimeout(next, start + round * 20 - performance.now()));
  }
  await new Promise((next) => setTimeout(next, 300));
  observer.disconnect();
  return longest;
})()`;

/** From an event to the frame that shows it, in milliseconds. */
const latency = `(async () => {
  const start = performance.now();
  window.gallery.inbox(777_777);
  while (!document.body.textContent.includes('777,777')) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
})()`;

/** The best of a few, in milliseconds: other work on the machine can only make it slower. */
async function best(limitMs: number, measure: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5 && least > limitMs; run += 1) least = Math.min(least, await measure());
  return least;
}

describe('live state', () => {
  it.each(['today', 'approvals'])('of a thousand events a second does not freeze %s', async (view) => {
    const longest = await best(50, async () => {
      const page = await gallery.open(`view=${view}&scale=overfull`);
      return page.evaluate<number>(burst);
    });
    expect(longest).toBeLessThanOrEqual(50);
  });

  it('is on screen within 100 ms', async () => {
    const slowest = await best(100, async () => {
      const page = await gallery.open('view=today');
      return page.evaluate<number>(latency);
    });
    expect(slowest).toBeLessThanOrEqual(100);
  });
});
