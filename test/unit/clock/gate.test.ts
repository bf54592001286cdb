import { expect, it } from 'vitest';
import { Gate } from '../../../src/core/clock/index.ts';

const never = new AbortController().signal;

it('waits for what passes, and lets the rest wait until it is released', async () => {
  const gate = new Gate();
  const told: string[] = [];
  const first = Promise.withResolvers<void>();
  const passing = gate.pass(async () => {
    await first.promise;
    told.push('first');
  });
  const holding = gate.hold(never);
  const later = gate.pass(async () => void told.push('later'));
  first.resolve();
  const release = await holding;
  await passing;
  told.push('held');
  release();
  await later;
  expect(told).toEqual(['first', 'held', 'later']);
});

it('work that fails still leaves the gate', async () => {
  const gate = new Gate();
  const failing = gate.pass(() => Promise.reject(new Error('the disk is full')));
  await expect(failing).rejects.toThrow('the disk is full');
  const release = await gate.hold(never);
  release();
  expect(await gate.pass(() => Promise.resolve(1))).toBe(1);
});

it('holds nothing when it is given up', async () => {
  const gate = new Gate();
  const stuck = Promise.withResolvers<void>();
  const passing = gate.pass(() => stuck.promise);
  const abort = new AbortController();
  const holding = gate.hold(abort.signal);
  abort.abort(new Error('cancelled'));
  await expect(holding).rejects.toThrow('cancelled');
  expect(await gate.pass(() => Promise.resolve('passes'))).toBe('passes');
  stuck.resolve();
  await passing;
});
