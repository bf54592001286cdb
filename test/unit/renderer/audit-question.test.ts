import { describe, expect, it } from 'vitest';
import { auditQuestion, noAuditFilters } from '../../../src/renderer/screens/audit/audit-question.ts';

const now = new Date('2026-03-12T10:24:00Z');

describe('what is asked of the trail', () => {
  it('is everything without filters', () => {
    expect(auditQuestion(noAuditFilters, now)).toEqual({});
  });

  it('counts the days back from today, today included', () => {
    expect(auditQuestion({ ...noAuditFilters, period: 'today' }, now)).toEqual({ since: '2026-03-12' });
    expect(auditQuestion({ ...noAuditFilters, period: 'week' }, now)).toEqual({ since: '2026-03-06' });
  });

  it('takes the last day of two in whole, also at the end of a month', () => {
    const filters = { ...noAuditFilters, period: 'dates', since: '2026-02-01', until: '2026-02-28' } as const;
    expect(auditQuestion(filters, now)).toEqual({ since: '2026-02-01', until: '2026-03-01' });
  });

  it('forgets the two days once another period is chosen', () => {
    const filters = { ...noAuditFilters, since: '2026-02-01', until: '2026-02-28' };
    expect(auditQuestion(filters, now)).toEqual({});
  });
});
