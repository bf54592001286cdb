import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../src/renderer/client/fake/index.ts';
import { type Phase, phaseOf, type Seen } from '../../../src/renderer/wizard/phase.ts';

const openedAtMs = Date.parse('2026-03-12T10:24:00Z');
const archive = 'backup.zip';
const begun = { atMs: openedAtMs + 1_000, archive, accepted: false, found: false };
const nothing = { running: null, last: null };

function phase(seen: Partial<Seen>): Phase {
  return phaseOf({
    works: true,
    state: nothing,
    step: undefined,
    begun: undefined,
    cancelled: false,
    read: undefined,
    openedAtMs,
    ...seen,
  });
}

function running(step: 'staging' | 'stopping', canCancel: boolean): NonNullable<Seen['state']> {
  return { running: { id: 'r', archive, step, can_cancel: canCancel }, last: null };
}

/** Ended so many minutes before the window opened. */
const ended = (minutesBefore: number) => ({ running: null, last: reportOf('restored', minutesBefore) });

describe('what the restore wizard shows', () => {
  it('lets the person choose while nothing is under way, whatever ended before', () => {
    expect(phase({})).toEqual({ kind: 'free' });
    expect(phase({ state: undefined })).toEqual({ kind: 'free' });
    expect(phase({ state: ended(5) })).toEqual({ kind: 'free' });
  });

  it('says that nobody can be asked', () => {
    expect(phase({ works: false })).toEqual({ kind: 'away' });
  });

  it('follows a restore from the moment it was asked for', () => {
    expect(phase({ begun })).toMatchObject({ kind: 'running', step: 'checking', canCancel: true });
    expect(phase({ begun, step: 'staging' })).toMatchObject({ step: 'staging', canCancel: true });
    expect(phase({ begun: { ...begun, accepted: true } })).toMatchObject({
      step: 'stopping',
      canCancel: false,
    });
  });

  it('follows one that another surface began', () => {
    expect(phase({ state: running('staging', true) })).toMatchObject({ step: 'staging', canCancel: true });
    expect(phase({ state: running('staging', true), step: 'stopping' })).toMatchObject({
      step: 'stopping',
      canCancel: false,
    });
    expect(phase({ state: running('stopping', true) })).toMatchObject({ canCancel: false });
  });

  it('says that one was cancelled, also one of another surface that left no report', () => {
    expect(phase({ begun, cancelled: true })).toEqual({ kind: 'cancelled' });
    expect(phase({ begun, cancelled: true, state: running('staging', true) }).kind).toBe('running');
    const found = { ...begun, found: true };
    expect(phase({ begun: found })).toEqual({ kind: 'cancelled' });
    expect(phase({ begun: found, state: ended(-1) })).toMatchObject({ kind: 'ended' });
    expect(phase({ begun: found, works: false })).toMatchObject({ kind: 'running', restarting: true });
  });

  it('waits over the restart of the employee, and never offers to cancel meanwhile', () => {
    expect(phase({ begun, works: false, state: running('stopping', false) })).toEqual({
      kind: 'running',
      archive,
      step: 'restarting',
      canCancel: false,
      restarting: true,
    });
  });

  it('shows the report of its own restore, and none that ended before it', () => {
    expect(phase({ begun, state: ended(0) })).toMatchObject({ kind: 'running' });
    expect(phase({ begun, state: ended(-1) })).toMatchObject({ kind: 'ended' });
  });

  it('shows a restore that ended since the window is open, until it was read', () => {
    const state = ended(-1);
    expect(phase({ state })).toEqual({ kind: 'ended', report: state.last });
    expect(phase({ state, read: state.last.id })).toEqual({ kind: 'free' });
  });
});
