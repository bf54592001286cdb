import { describe, expect, it } from 'vitest';
import { reportHealth } from '../../../src/core/health/index.ts';
import type { HealthInputs } from '../../../src/core/health/report.ts';
import { status } from '../cli/support.ts';

const calm: HealthInputs = {
  now: '2026-02-07T09:00:00.000Z',
  status: {
    ...status,
    running: true,
    trusted: true,
    queue: { ...status.queue, stuck: 0, outcome_unknown: 0, quarantine: 0 },
  },
  freeBytes: 1e12,
  originals: 0,
  archivesOriginals: false,
  quarantinedRecently: false,
  settingProblems: [],
  vaultProblems: [],
  policyProblem: undefined,
  auditBreak: undefined,
  droppedLogLines: 0,
  plannerProblem: undefined,
  planner: 'local',
  standsInBecause: undefined,
  dailyBudgetUsd: 0.1,
  troubles: [],
  backups: { status: 'HEALTHY', message: 'Made' },
};

function queueCheck(queue: Partial<(typeof calm)['status']['queue']>, changes: Partial<HealthInputs> = {}) {
  const inputs = {
    ...calm,
    ...changes,
    status: { ...calm.status, queue: { ...calm.status.queue, ...queue } },
  };
  return reportHealth(inputs).checks.task_queue;
}

describe('the health of the queue', () => {
  it('says in good English how many tasks are stuck or of unknown outcome, and what to do', () => {
    expect(queueCheck({ stuck: 1, outcome_unknown: 1 })).toMatchObject({
      status: 'DEGRADED',
      message: '1 task is stuck in pending; 1 task has an unknown outcome',
      hint: expect.stringMatching(/clean-stuck.*; .*resolve/),
    });
    expect(queueCheck({ stuck: 2 })).toMatchObject({
      message: expect.stringMatching(/^2 tasks are stuck/),
    });
  });

  it.each([
    [true, 'DEGRADED'],
    [false, 'HEALTHY'],
  ])(
    'always says what is in quarantine; recently set aside (%s) it is %s',
    (quarantinedRecently, expected) => {
      expect(queueCheck({ quarantine: 3 }, { quarantinedRecently })).toMatchObject({
        status: expected,
        message: expect.stringContaining('3 files in quarantine'),
        hint: expect.stringContaining('employee tasks list --state quarantine'),
      });
      expect(queueCheck({}, { quarantinedRecently })?.message).not.toContain('quarantine');
    },
  );
});
