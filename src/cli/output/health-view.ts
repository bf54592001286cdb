import { z } from 'zod';
import type { Health, HealthCheck } from '../../shared/status.ts';
import { localSecond } from './format.ts';
import type { Output, Style } from './output.ts';
import { exactJson, plain } from './text.ts';
import { padEnd } from './width.ts';

const styles = { HEALTHY: 'green', DEGRADED: 'yellow', UNHEALTHY: 'red' } as const satisfies Record<
  HealthCheck['status'],
  Style
>;
const gauge = { HEALTHY: 1, DEGRADED: 0.5, UNHEALTHY: 0 } as const satisfies Record<
  HealthCheck['status'],
  number
>;

/** `employee health` for a person. */
export function healthLines(health: Health, output: Output, detailed: boolean): readonly string[] {
  const checks = Object.entries(health.checks);
  const nameWidth = Math.max(...checks.map(([name]) => name.length));
  return [
    `${output.style(styles[health.overall_status], health.overall_status)} at ${localSecond(health.timestamp)}`,
    ...checks.flatMap(([name, check]) => [
      `  ${padEnd(name, nameWidth)}  ${output.style(styles[check.status], padEnd(check.status, 9))}  ${plain(check.message)}`,
      ...(check.hint === undefined ? [] : [`  ${' '.repeat(nameWidth + 13)}${plain(check.hint)}`]),
      ...(detailed
        ? Object.entries(check.details ?? {}).map(
            ([key, value]) => `  ${' '.repeat(nameWidth)}  ${plain(key)}: ${exactJson(value)}`,
          )
        : []),
    ]),
    ...health.critical_failures.map((failure) => output.style('red', `Critical: ${plain(failure)}`)),
  ];
}

/** The report in Prometheus' text format: 1 healthy, 0.5 degraded, 0 unhealthy. */
export function prometheusLines(health: Health): readonly string[] {
  return [
    '# HELP employee_health Overall health: 1 healthy, 0.5 degraded, 0 unhealthy.',
    '# TYPE employee_health gauge',
    `employee_health ${gauge[health.overall_status]}`,
    '# HELP employee_check Health of one check: 1 healthy, 0.5 degraded, 0 unhealthy.',
    '# TYPE employee_check gauge',
    ...Object.entries(health.checks).map(
      ([name, check]) => `employee_check{check="${name}"} ${gauge[check.status]}`,
    ),
    '# HELP employee_critical_failures Critical failures right now.',
    '# TYPE employee_critical_failures gauge',
    `employee_critical_failures ${health.critical_failures.length}`,
    ...lastBackupLines(health.checks.backups),
  ];
}

const backupDetails = z.object({ last_backup: z.object({ created_at: z.string() }) });

/** Nothing while there is no backup, so that a scraper can tell. */
function lastBackupLines({ details }: HealthCheck): readonly string[] {
  const last = backupDetails.safeParse(details).data?.last_backup;
  if (last === undefined) return [];
  return [
    '# HELP employee_last_backup_timestamp_seconds When the newest backup was made.',
    '# TYPE employee_last_backup_timestamp_seconds gauge',
    `employee_last_backup_timestamp_seconds ${Math.floor(Date.parse(last.created_at) / 1_000)}`,
  ];
}
