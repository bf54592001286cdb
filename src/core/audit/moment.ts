import { EmployeeError } from '../../shared/errors.ts';
import type { AuditQuery } from './reader.ts';

const pattern = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/i;

/** Milliseconds since the epoch of an RFC 3339 time or a UTC day. Throws `invalid_input`. */
function auditMoment(text: string): number {
  const epochMs = pattern.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(epochMs)) return epochMs;
  throw new EmployeeError('invalid_input', {
    what: `cannot understand the time ${JSON.stringify(text)}`,
    why: 'it is neither a day nor a time with its zone',
    hint: 'Write it as 2026-02-07 or 2026-02-07T09:00:00Z',
  });
}

/** A query as people put it: `audit.query` of the api. */
export interface AskedQuery {
  readonly task?: string | undefined;
  readonly action?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly text?: string | undefined;
  readonly before_seq?: number | undefined;
  readonly limit?: number | undefined;
}

/** Throws `invalid_input` for times that cannot be understood. */
export function auditQuery({ since, until, before_seq: beforeSeq, ...query }: AskedQuery): AuditQuery {
  return { ...query, beforeSeq, ...auditRange({ since, until }) };
}

/** Throws `invalid_input` for times that cannot be understood. */
export function auditRange({ since, until }: Pick<AskedQuery, 'since' | 'until'>): {
  readonly sinceMs?: number;
  readonly untilMs?: number;
} {
  return {
    ...(since === undefined ? {} : { sinceMs: auditMoment(since) }),
    ...(until === undefined ? {} : { untilMs: auditMoment(until) }),
  };
}
