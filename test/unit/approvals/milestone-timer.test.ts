import { expect, it } from 'vitest';
import { MilestoneTimer, type Timed } from '../../../src/core/approvals/milestone-timer.ts';
import type { Milestone } from '../../../src/core/approvals/schedule.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

const hourMs = 3_600_000;
const times = { reminderHours: 24, alertHours: 48, expiryHours: 72 };

function openRequest(clock: FakeClock): Timed & { readonly reached: Set<Milestone> } {
  return {
    request: {
      task_id: 'pay',
      created_at: new Date(clock.now()).toISOString(),
      expires_at: new Date(clock.now() + 72 * hourMs).toISOString(),
      nonce: '00',
      approval_type: 'financial',
      urgency: 'normal',
      reason: 'amount',
      rules: [],
      actions: [],
      approval_sha256: '0'.repeat(64),
      ai_confidence: 0.5,
      recommendation: 'check',
      status: 'pending',
    },
    reached: new Set(),
  };
}

/** Lets promises that are ready go on. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

it('reminds, alerts and expires in their order', async () => {
  const clock = new FakeClock();
  const open = openRequest(clock);
  const told: Milestone[] = [];
  const timer = new MilestoneTimer({
    clock,
    times: () => times,
    open: () => (told.includes('expiry') ? [] : [open]),
    due: async (request, milestone) => {
      request.reached.add(milestone);
      told.push(milestone);
    },
    failed: () => undefined,
  });
  timer.start();
  for (let hour = 0; hour < 80; hour += 1) {
    clock.advance(hourMs);
    await turn();
  }
  timer.stop();
  expect(told).toEqual(['reminder', 'alert', 'expiry']);
});

it('tries again what a failing disk kept from being recorded', async () => {
  const clock = new FakeClock();
  const open = openRequest(clock);
  const failures: unknown[] = [];
  const told: Milestone[] = [];
  const timer = new MilestoneTimer({
    clock,
    times: () => times,
    open: () => [open],
    due: async (request, milestone) => {
      if (failures.length === 0) throw new Error('no space left');
      request.reached.add(milestone);
      told.push(milestone);
    },
    failed: (error) => failures.push(error),
  });
  timer.start();
  for (let minute = 0; minute < 25 * 60 && told.length === 0; minute += 1) {
    clock.advance(60_000);
    await turn();
  }
  timer.stop();
  expect({ told, failures: failures.length }).toEqual({ told: ['reminder'], failures: 1 });
});
