import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { setup } from '../test/e2e/support/global-setup.ts';
import { type LaunchedApp, launchApp } from '../test/e2e/support/launch-app.ts';
import { collectedHeapMb, watchCount, watchLongTasks } from './lib/desktop-probes.ts';
import { dropAll, mixed } from './lib/drops.ts';
import { quantile, report } from './lib/report.ts';

const singleDrops = 50;
const burst = 2_000;
const many = 10_000;

/** The built app with its window, on Electron or the stand-in. Run `npm run build` before. */
export async function desktop(): Promise<void> {
  setup();
  const launchedMs = performance.now();
  await using app = await launchApp();
  const page = await app.firstWindow();
  const interactive = page
    .getByRole('navigation')
    .first()
    .waitFor()
    .then(() => page.keyboard.press('Control+1'))
    .then(() => page.locator('.stage-count').first().waitFor())
    .then(() => performance.now());
  const [readyMs, interactiveMs] = await Promise.all([
    app.ready().then(() => performance.now()),
    interactive,
  ]);
  report({
    name: 'desktop.interactive_after_ready',
    value: Math.max(0, interactiveMs - readyMs),
    unit: 'ms',
    limit: 1_000,
    must: 'at most',
    readyAfterLaunchMs: Math.round(readyMs - launchedMs),
  });
  await eventToPixels(app, page);
  await storm(app, page);
  await growth(app, page);
}

/** From the moment an entry says a task is completed, which is before its file moves, to the frame that shows it. */
async function eventToPixels(app: LaunchedApp, page: Page): Promise<void> {
  const seenMs = await watchCount(page, '.stage:last-child .stage-count');
  const inbox = join(app.workspace, 'watch_inbox');
  const latencies: number[] = [];
  for (let index = 0; index < singleDrops; index += 1) {
    const before = (await seenMs()).length;
    const name = `pixel-${index}`;
    dropAll(inbox, 1, () => mixed(index), name);
    for (;;) {
      const seen = await seenMs();
      const last = seen.at(-1);
      if (seen.length > before && last !== undefined) {
        latencies.push(last - completedAtMs(app, name));
        break;
      }
      await sleep(5);
    }
  }
  report({
    name: 'desktop.event_to_pixels.p50',
    value: quantile(latencies, 0.5),
    unit: 'ms',
    limit: 100,
    must: 'at most',
    events: singleDrops,
  });
  report({
    name: 'desktop.event_to_pixels.max',
    value: Math.max(...latencies),
    unit: 'ms',
    limit: 100,
    must: 'at most',
    events: singleDrops,
  });
}

/** Thousands of events while the window looks on. */
async function storm(app: LaunchedApp, page: Page): Promise<void> {
  const longTasksMs = await watchLongTasks(page);
  const startedMs = performance.now();
  const target = completed(app) + burst;
  dropAll(join(app.workspace, 'watch_inbox'), burst, mixed, 'storm');
  await until(() => completed(app) >= target);
  const seconds = (performance.now() - startedMs) / 1_000;
  report({
    name: 'desktop.storm.longest_task',
    value: Math.max(0, ...(await longTasksMs())),
    unit: 'ms',
    limit: 50,
    must: 'at most',
    tasksPerSecond: Math.round(burst / seconds),
    longTasks: (await longTasksMs()).length,
  });
}

async function growth(app: LaunchedApp, page: Page): Promise<void> {
  const beforeMb = await collectedHeapMb(app.electron);
  const target = completed(app) + many;
  dropAll(join(app.workspace, 'watch_inbox'), many, mixed, 'many');
  await until(() => completed(app) >= target);
  await page.locator('.stage-count').first().waitFor();
  await sleep(2_000);
  const afterMb = await collectedHeapMb(app.electron);
  report({
    name: 'desktop.main_heap_growth',
    value: afterMb - beforeMb,
    unit: 'MiB',
    limit: 5,
    must: 'at most',
    tasks: many,
    beforeMb: Math.round(beforeMb),
  });
}

function completed(app: LaunchedApp): number {
  return readdirSync(join(app.workspace, 'task_queue', 'completed')).filter((name) => name.endsWith('.json'))
    .length;
}

function completedAtMs(app: LaunchedApp, part: string): number {
  const folder = join(app.workspace, 'task_queue', 'completed');
  const name = readdirSync(folder).find((file) => file.includes(part));
  const task: unknown = JSON.parse(readFileSync(join(folder, name ?? ''), 'utf8'));
  const at = typeof task === 'object' && task !== null && 'completed_at' in task ? task.completed_at : '';
  return Date.parse(String(at));
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await sleep(100);
}
