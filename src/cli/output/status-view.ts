import { count } from '../../shared/count.ts';
import type { ServiceStatus, Status } from '../../shared/status.ts';
import { dollars, duration, localMinute } from './format.ts';
import type { Output } from './output.ts';
import { pairs } from './table.ts';
import { plain } from './text.ts';

/** `employee status` for a person. */
export function statusLines(status: Status, output: Output): readonly string[] {
  const { queue } = status;
  const services = Object.entries(status.services)
    .map(([name, service]) => `${name} ${serviceText(service)}`)
    .join(', ');
  const finished = [
    `${queue.completed.toLocaleString('en-US')} in all`,
    `${queue.completed_today} today`,
    ...(queue.failed_today > 0 ? [output.style('red', `${queue.failed_today} failed today`)] : []),
  ];
  const attention = [
    ...(queue.approvals > 0 ? [`${count(queue.approvals, 'request')} for your approval`] : []),
    ...(queue.outcome_unknown > 0 ? [`${count(queue.outcome_unknown, 'task')} with an unknown outcome`] : []),
    ...(queue.stuck > 0 ? [`${count(queue.stuck, 'stuck task')}`] : []),
    ...(queue.quarantine > 0 ? [`${count(queue.quarantine, 'file')} in quarantine`] : []),
  ];
  return pairs([
    ['Employee', employeeText(status, output)],
    [
      'Workspace',
      plain(status.workspace) + (status.trusted ? '' : ` ${output.style('yellow', '(not trusted)')}`),
    ],
    ['Services', services],
    [
      'Working on',
      status.current ? `${plain(status.current.task_id)} (${plain(status.current.step)})` : 'nothing',
    ],
    ['Waiting', count(queue.inbox, 'task') + (queue.pending > 0 ? `, ${queue.pending} begun` : '')],
    ['Finished', finished.join(', ')],
    ['For you', attention.length === 0 ? 'nothing' : output.style('yellow', attention.join(', '))],
    ['Cost today', `${dollars(status.cost_today_usd, status.cost_is_lower_bound)} (UTC day)`],
    ['Last backup', backupText(status)],
    ['Audit head', `${status.audit_head.seq} ${plain(status.audit_head.hash).slice(0, 16)}`],
  ]);
}

/** One line for the terminal in which the employee runs. */
export function statusLine(status: Status): string {
  const { queue } = status;
  const waiting = queue.inbox + queue.pending;
  const state = status.paused ? 'paused' : status.current ? `working on ${status.current.task_id}` : 'idle';
  return plain(
    [
      state,
      ...(waiting > 0 ? [`${waiting} waiting`] : []),
      ...(queue.approvals > 0 ? [count(queue.approvals, 'needs you', 'need you')] : []),
      `${queue.completed_today} finished today`,
      ...(queue.failed_today > 0 ? [`${queue.failed_today} failed`] : []),
    ].join(' · '),
  );
}

function employeeText(status: Status, output: Output): string {
  if (!status.running) return output.style('yellow', 'not running');
  // The files of a silent employee do not tell since when it runs.
  const since = status.uptime_s > 0 ? `, for ${duration(status.uptime_s * 1_000)}` : '';
  const running = `running (process ${status.pid ?? 'unknown'}${since})`;
  return status.paused ? output.style('yellow', `paused, ${running}`) : output.style('green', running);
}

function serviceText(service: ServiceStatus): string {
  const restarts = service.restarts > 0 ? ` after ${count(service.restarts, 'restart')}` : '';
  const error = service.last_error ? ` (${plain(service.last_error)})` : '';
  return `${service.status}${restarts}${error}`;
}

function backupText({ last_backup: backup }: Status): string {
  if (!backup) return 'none yet';
  return `${plain(backup.name)} (${localMinute(backup.created_at)}${backup.verified ? ', verified' : ', not verified'})`;
}
