import type { Health, HealthCheck, Status } from '../../shared/status.ts';

const lowSpaceBytes = 2_000_000_000;
const noSpaceBytes = 200_000_000;
const manyOriginals = 20_000;

/** What the checks look at. */
export interface HealthInputs {
  readonly now: string;
  readonly status: Status;
  readonly freeBytes: number | undefined;
  /** Files in the inbox that intake remembers. */
  readonly originals: number;
  readonly archivesOriginals: boolean;
  /** Whether something was set aside within the last seven days; older files are shown, but are no alarm. */
  readonly quarantinedRecently: boolean;
  readonly settingProblems: readonly string[];
  readonly vaultProblems: readonly string[];
  readonly policyProblem: string | undefined;
  readonly auditBreak: string | undefined;
  readonly droppedLogLines: number;
  /** Why no plan can be made; `undefined` while the planner answers. */
  readonly plannerProblem: string | undefined;
  readonly planner: string;
  /** Why the local planner stands in for the model. */
  readonly standsInBecause: string | undefined;
  readonly dailyBudgetUsd: number;
  readonly troubles: readonly string[];
  readonly backups: HealthCheck;
}

/** The report of CONTRACT §5: the overall status is that of the worst check. */
export function reportHealth(inputs: HealthInputs): Health {
  const checks = {
    services: services(inputs),
    task_queue: taskQueue(inputs),
    logs: logs(inputs),
    audit: audit(inputs),
    disk_space: diskSpace(inputs),
    vault: vault(inputs),
    api: planner(inputs),
    backups: inputs.backups,
  };
  const entries = Object.entries(checks);
  const failed = entries.filter(([, check]) => check.status === 'UNHEALTHY');
  const degraded = entries.some(([, check]) => check.status === 'DEGRADED');
  return {
    timestamp: inputs.now,
    overall_status: failed.length > 0 ? 'UNHEALTHY' : degraded ? 'DEGRADED' : 'HEALTHY',
    checks,
    critical_failures: failed.map(([name, check]) => `${name}: ${check.message}`),
  };
}

function services({ status, settingProblems, troubles }: HealthInputs): HealthCheck {
  const details = { ...status.services };
  if (!status.running) return { status: 'UNHEALTHY', message: 'The employee is not running', details };
  const failed = Object.entries(status.services).filter(([, service]) => service.status === 'failed');
  if (failed.length > 0) {
    const message = failed
      .map(([name, { last_error }]) => `${name} failed: ${last_error ?? 'unknown'}`)
      .join('; ');
    return { status: 'UNHEALTHY', message, details };
  }
  // What keeps the planner from answering is a check of its own.
  const { last_error: intakeTrouble } = status.services.watcher;
  const warnings = [...settingProblems, ...troubles, ...(intakeTrouble === null ? [] : [intakeTrouble])];
  if (!status.trusted) warnings.push('This workspace is not trusted: no .env and no stored key is used');
  if (warnings.length > 0) {
    const hint = status.trusted ? {} : { hint: 'Trust it with: employee init' };
    return { status: 'DEGRADED', message: warnings.join('; '), ...hint, details };
  }
  return { status: 'HEALTHY', message: status.paused ? 'Running, paused by a person' : 'Running', details };
}

function taskQueue({ status, originals, archivesOriginals, quarantinedRecently }: HealthInputs): HealthCheck {
  const { queue } = status;
  const setAside = queue.quarantine > 0 && {
    finding: `${counted(queue.quarantine, 'file', 'files')} in quarantine`,
    hint: 'employee tasks list --state quarantine says why; remove what is settled from task_queue/quarantine',
  };
  const warnings = [
    queue.stuck > 0 && {
      finding: `${counted(queue.stuck, 'task is', 'tasks are')} stuck in pending`,
      hint: 'employee recover clean-stuck returns them to the inbox',
    },
    queue.outcome_unknown > 0 && {
      finding: `${counted(queue.outcome_unknown, 'task has', 'tasks have')} an unknown outcome`,
      hint: 'settle it with employee recover resolve ID',
    },
    originals > manyOriginals &&
      !archivesOriginals && {
        finding: `watch_inbox holds ${originals} originals`,
        hint: 'employee config set intake.after archive moves finished ones away',
      },
    quarantinedRecently && setAside,
  ].filter((warning) => warning !== false);
  const details = { ...queue, originals };
  if (warnings.length > 0) {
    return {
      status: 'DEGRADED',
      message: warnings.map(({ finding }) => finding).join('; '),
      hint: warnings.map(({ hint }) => hint).join('; '),
      details,
    };
  }
  const counts = `${queue.inbox} waiting, ${queue.pending} being worked on, ${queue.approvals} for you`;
  if (!setAside) return { ...healthy(counts), details };
  return { ...healthy(`${counts}; ${setAside.finding}`), hint: setAside.hint, details };
}

function logs({ droppedLogLines }: HealthInputs): HealthCheck {
  if (droppedLogLines === 0) return healthy('Written');
  return { status: 'DEGRADED', message: `${droppedLogLines} log lines could not be written` };
}

function audit({ status, auditBreak }: HealthInputs): HealthCheck {
  const details = { head: status.audit_head };
  if (auditBreak) return { status: 'UNHEALTHY', message: `The trail is broken: ${auditBreak}`, details };
  return { ...healthy(`${status.audit_head.seq} entries`), details };
}

function diskSpace({ freeBytes }: HealthInputs): HealthCheck {
  if (freeBytes === undefined) return { status: 'DEGRADED', message: 'The free space is unknown' };
  const details = { free_bytes: freeBytes };
  const message = `${(freeBytes / 1e9).toFixed(1)} GB free`;
  if (freeBytes < noSpaceBytes) return { status: 'UNHEALTHY', message, details };
  return { status: freeBytes < lowSpaceBytes ? 'DEGRADED' : 'HEALTHY', message, details };
}

function vault({ vaultProblems, policyProblem }: HealthInputs): HealthCheck {
  const problems = policyProblem ? [policyProblem, ...vaultProblems] : vaultProblems;
  return problems.length > 0
    ? { status: 'DEGRADED', message: problems.join('; ') }
    : healthy('Handbook, goals and skills were read');
}

function planner(inputs: HealthInputs): HealthCheck {
  const { plannerProblem, standsInBecause, planner: name, status, dailyBudgetUsd } = inputs;
  const details = {
    cost_today_usd: status.cost_today_usd,
    cost_is_lower_bound: status.cost_is_lower_bound,
    daily_budget_usd: dailyBudgetUsd,
  };
  if (plannerProblem)
    return {
      status: 'DEGRADED',
      message: `No plan can be made: ${plannerProblem}. Tasks wait in the inbox`,
      details,
    };
  if (standsInBecause)
    return { status: 'DEGRADED', message: `Plans are made without the model: ${standsInBecause}`, details };
  const message = name === 'local' ? 'Plans are made locally, without a model' : `Plans are made by ${name}`;
  return { status: 'HEALTHY', message, details };
}

function counted(amount: number, one: string, other: string): string {
  return `${amount} ${amount === 1 ? one : other}`;
}

function healthy(message: string): HealthCheck {
  return { status: 'HEALTHY', message };
}
