import { assertNever } from '../../shared/errors.ts';
import type { LockRecord, LockState } from './lock-record.ts';
import type { Processes } from './processes.ts';

/** An owner that writes a heartbeat every 15 s and has not for this long is silent. */
const silentAfterMs = 60_000;
/** Clocks of two machines differ, and a shared folder takes a while to show changes. */
const otherHostSilentAfterMs = 120_000;

/** `dead` is taken over by itself, `silent` only when a person says so, `live` never. `why` names the owner. */
export type Ownership =
  | { readonly kind: 'free' }
  | { readonly kind: 'dead' }
  | { readonly kind: 'silent'; readonly why: string }
  | { readonly kind: 'live'; readonly why: string };

/** Whether the workspace may be taken over, from its lock file and the processes of this machine. */
export function judgeOwner(lock: LockState, processes: Processes, nowMs: number): Ownership {
  switch (lock.state) {
    case 'free':
      return { kind: 'free' };
    case 'unreadable':
      // A live owner's next heartbeat rewrites the whole record: what stays unreadable has no owner.
      if (Math.abs(nowMs - lock.modifiedMs) >= silentAfterMs) return { kind: 'dead' };
      return { kind: 'silent', why: 'its lock file was damaged a moment ago, so the owner is not known' };
    case 'held':
      return judgeRecord(lock.record, processes, nowMs);
    default:
      return assertNever(lock);
  }
}

function judgeRecord(record: LockRecord, processes: Processes, nowMs: number): Ownership {
  const here = record.hostname === processes.hostname;
  if (here && isDead(record, processes, nowMs)) return { kind: 'dead' };
  const owner = `process ${record.pid}${here ? '' : ` on ${record.hostname}`}`;
  // A heartbeat from the future is as little a sign of life as an old one.
  const silentMs = Math.abs(nowMs - Date.parse(record.heartbeat));
  return silentMs < (here ? silentAfterMs : otherHostSilentAfterMs)
    ? { kind: 'live', why: `${owner} holds it` }
    : { kind: 'silent', why: `${owner} holds it, but has given no sign of life since ${record.heartbeat}` };
}

function isDead(record: LockRecord, processes: Processes, nowMs: number): boolean {
  if (!processes.isAlive(record.pid)) return true;
  const started = processes.startedAt(record.pid);
  if (record.process_started !== null && started !== null) return record.process_started !== started;
  // Its last sign of life is older than the machine's start: the id belongs to someone else now.
  const heartbeatAtMs = Date.parse(record.heartbeat);
  return nowMs - heartbeatAtMs > silentAfterMs && heartbeatAtMs < processes.bootedAtMs();
}
