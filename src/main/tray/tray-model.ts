import type { ApprovalSummary } from '../../shared/api.ts';
import type { ShellState, View } from '../../shared/shell.ts';
import type { Status } from '../../shared/status.ts';
import type { Words } from '../words/index.ts';
import type { BackupWork } from './backup-work.ts';
import type { TrayState } from './icon-files.ts';
import { type TrayItem, trayMenu } from './tray-menu.ts';

/** What the tray icon tells and offers. */
export interface TrayModel {
  readonly state: TrayState;
  /** Requests that wait; 0 while nothing does. */
  readonly count: number;
  readonly tooltip: string;
  readonly items: readonly TrayItem[];
}

/** What a menu item does. */
export type TrayAction =
  | { readonly kind: 'open'; readonly view: View; readonly id: string | null }
  | {
      readonly kind: 'show' | 'pause' | 'resume' | 'drop' | 'backup' | 'restore' | 'vault' | 'logs' | 'retry';
    }
  | { readonly kind: 'quit'; readonly how: 'graceful' | 'now' };

export interface TrayFacts {
  readonly shell: Pick<ShellState, 'employee'>;
  /** The last that is known; `undefined` before the employee said anything. */
  readonly status: Status | undefined;
  /** What waits, the one that expires first in front. */
  readonly waiting: readonly ApprovalSummary[];
  /** `undefined`: no backup is made or checked. */
  readonly backup: BackupWork | undefined;
  readonly words: Words;
}

/** The tray for a state of the employee. */
export function trayModel(facts: TrayFacts): TrayModel {
  const works = facts.shell.employee.state === 'running' || facts.shell.employee.state === 'attached';
  const status = works ? facts.status : undefined;
  const count = status?.queue.approvals ?? 0;
  return {
    state: stateOf(facts, status),
    count,
    tooltip: tooltipOf(facts, status),
    items: trayMenu({ ...facts, status }),
  };
}

function stateOf({ shell }: TrayFacts, status: Status | undefined): TrayState {
  if (shell.employee.state === 'failed') return 'trouble';
  if (status === undefined) return 'idle';
  if (isInTrouble(status)) return 'trouble';
  if (status.queue.approvals > 0) return 'needs-you';
  if (status.paused) return 'paused';
  return status.queue.pending + status.queue.inbox > 0 ? 'working' : 'idle';
}

function isInTrouble({ services, queue }: Status): boolean {
  return (
    queue.outcome_unknown > 0 ||
    Object.values(services).some(({ status }) => status === 'failed' || status === 'waiting')
  );
}

function tooltipOf({ shell, backup, words: { t, formats } }: TrayFacts, status: Status | undefined): string {
  const { employee } = shell;
  if (status === undefined) {
    if (employee.state === 'failed') return employee.error.what;
    return t(employee.state === 'first_run' ? 'tooltip.firstRun' : 'tooltip.starting');
  }
  const { approvals, completed_today: done } = status.queue;
  const cost = formats.usd(status.cost_today_usd);
  const parts = [
    ...(status.paused ? [t('tooltip.paused')] : []),
    ...(backup?.kind === 'backup' ? [backupWords(backup, t, formats)] : []),
    t('tooltip.waiting', { count: approvals }),
    t('tooltip.done', { count: done }),
    status.cost_is_lower_bound ? t('tooltip.costAtLeast', { cost }) : cost,
  ];
  return parts.join(' · ');
}

function backupWords({ share }: BackupWork, t: Words['t'], formats: Words['formats']): string {
  return share === undefined
    ? t('tooltip.backingUp')
    : t('tooltip.backingUpShare', { share: formats.percent(share) });
}
