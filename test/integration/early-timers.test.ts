import { mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SystemClock, type Timer } from '../../src/core/clock/index.ts';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';

/** Timers as the system may run them: a millisecond before their time, which comes while what they run is under way. */
class EarlyClock extends SystemClock {
  #firstLookMs: number | undefined;

  override now(): number {
    const nowMs = this.#firstLookMs ?? super.now();
    this.#firstLookMs = undefined;
    return nowMs;
  }

  override after(delayMs: number, run: () => void, awaited = false): Timer {
    const dueMs = super.now() + delayMs;
    const early = () => {
      this.#firstLookMs = dueMs - 1;
      run();
      this.#firstLookMs = undefined;
    };
    return super.after(delayMs, early, awaited);
  }
}

it('goes on once a disk that failed works again, also when the timer for it ran a millisecond early', async () => {
  const workspace = new TestWorkspace();
  const employee = await workspace.start({ clock: new EarlyClock() });
  // A file where the folder should be: no task can be moved there.
  rmdirSync(workspace.queue('pending'));
  writeFileSync(workspace.queue('pending'), '');
  writeFileSync(workspace.path('watch_inbox', 'note.txt'), 'Schedule a meeting with John');
  const failed = async () => (await employee.api.call('status', {})).services.orchestrator.last_error;
  await expect.poll(failed, { timeout: 10_000 }).toContain('pending');
  rmSync(workspace.queue('pending'));
  mkdirSync(workspace.queue('pending'));
  await until(workspace.root, () => workspace.names('completed').length === 1);
});
