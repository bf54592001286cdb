import type { ElectronApplication, Page } from 'playwright-core';

/** Records when a count on the page changes, as the time of the frame that shows it. Returns a way to read the times. */
export async function watchCount(page: Page, selector: string): Promise<() => Promise<number[]>> {
  const times = await page.evaluateHandle<number[]>(`(() => {
    const text = () => document.querySelector(${JSON.stringify(selector)})?.textContent;
    const seen = [];
    let shown = text();
    new MutationObserver(() => {
      if (text() === shown) return;
      shown = text();
      requestAnimationFrame(() => seen.push(Date.now()));
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    return seen;
  })()`);
  return () => times.jsonValue();
}

/** Records how long the page's long tasks took, in milliseconds (Long Tasks API: 50 ms and more). */
export async function watchLongTasks(page: Page): Promise<() => Promise<number[]>> {
  const durations = await page.evaluateHandle<number[]>(`(() => {
    const seen = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.push(entry.duration);
    }).observe({ type: 'longtask' });
    return seen;
  })()`);
  return () => durations.jsonValue();
}

/** What the main process holds after a collection, in MiB. */
export function collectedHeapMb(app: ElectronApplication): Promise<number> {
  return app.evaluate(() => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    const collect: unknown = process.getBuiltinModule('node:vm').runInNewContext('gc');
    if (typeof collect === 'function') for (let round = 0; round < 3; round += 1) collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  });
}
