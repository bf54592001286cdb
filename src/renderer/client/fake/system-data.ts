import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import type { Preferences, ShellState } from '../../../shared/shell.ts';
import type { Health, Status } from '../../../shared/status.ts';
import type { Scale } from './scale.ts';
import { hostile, minutesAgo, pictureTime } from './texts.ts';

const running = { status: 'running', restarts: 0, last_error: null } as const;

const queues = {
  empty: { inbox: 0, pending: 0, approvals: 0, completed: 0, completed_today: 0, failed_today: 0 },
  typical: { inbox: 3, pending: 1, approvals: 4, completed: 1_284, completed_today: 12, failed_today: 1 },
  overfull: {
    inbox: 12_480,
    pending: 16,
    approvals: 71,
    completed: 1_048_576,
    completed_today: 9_731,
    failed_today: 214,
  },
  error: { inbox: 5, pending: 0, approvals: 0, completed: 1_284, completed_today: 3, failed_today: 3 },
} as const satisfies Record<Scale, object>;

export function statusOf(scale: Scale): Status {
  const isFull = scale === 'overfull';
  return {
    running: true,
    pid: 4_211,
    uptime_s: 25_320,
    paused: false,
    services: {
      orchestrator:
        scale === 'error'
          ? { status: 'failed', restarts: 5, last_error: 'ENOSPC: no space left on device' }
          : running,
      watcher: isFull ? { status: 'waiting', restarts: 2, last_error: hostile.long } : running,
      scheduler: running,
    },
    queue: {
      ...queues[scale],
      quarantine: isFull ? 4 : 0,
      stuck: isFull ? 2 : 0,
      outcome_unknown: scale === 'typical' ? 1 : isFull ? 3 : 0,
    },
    cost_today_usd: scale === 'empty' ? 0 : isFull ? 1_204.5 : 0.0412,
    cost_is_lower_bound: isFull,
    last_backup:
      scale === 'typical' || isFull
        ? { name: 'backup_2026-03-12_02-00-00.zip', created_at: minutesAgo(504), verified: true }
        : null,
    audit_head: { seq: scale === 'empty' ? 2 : 18_403, hash: 'a3f0'.padEnd(64, '9') },
    current: currentOf(scale),
    workspace: '/home/sam/PersonalAIEmployee',
    trusted: true,
  };
}

function currentOf(scale: Scale): Status['current'] {
  if (scale === 'typical') {
    return { task_id: '20260312T102300000Z-weekly_numbers-51ac3e', step: 'Asking the model for a plan' };
  }
  return scale === 'overfull'
    ? { task_id: `20260312T102300000Z-${hostile.unbroken}`, step: hostile.bidi }
    : null;
}

export function shellOf(scale: Scale): ShellState {
  return {
    version: '0.1.0',
    platform: 'linux',
    employee: { state: 'running' },
    workspace: {
      path: '/home/sam/PersonalAIEmployee',
      name: scale === 'overfull' ? `Harbour & Whitfield ${hostile.long}` : 'Harbour & Whitfield',
      kind: 'existing',
      trusted: true,
    },
    hasTray: true,
    toastProblem: scale === 'error' ? 'notify-send is not installed' : null,
    globalShortcut: { keys: 'Super+Alt+E', state: 'off' },
    secretStorage: { kind: 'encrypted', backend: 'gnome_libsecret' },
  };
}

export const preferencesOf = (): Preferences => ({
  theme: 'system',
  density: 'comfortable',
  globalShortcut: false,
  language: 'en',
  launchAtLogin: true,
  quietHours: { from: 22, to: 7 },
  acceptsWeakSecretStorage: false,
});

export function healthOf(scale: Scale): Health {
  const healthy = (message: string) => ({ status: 'HEALTHY', message }) as const;
  const isBad = scale === 'error';
  const isFull = scale === 'overfull';
  return {
    timestamp: pictureTime.toISOString(),
    overall_status: isBad ? 'UNHEALTHY' : isFull ? 'DEGRADED' : 'HEALTHY',
    checks: {
      services: isBad
        ? { status: 'UNHEALTHY', message: 'orchestrator failed: ENOSPC: no space left on device' }
        : healthy('Running'),
      task_queue: isFull
        ? {
            status: 'DEGRADED',
            message: '2 tasks are stuck in pending',
          }
        : healthy('3 waiting, 1 being worked on, 4 for you'),
      logs: healthy('Written'),
      audit: healthy('18,403 entries'),
      disk_space: isBad
        ? { status: 'UNHEALTHY', message: '0.0 GB free', details: { free_bytes: 0 } }
        : { ...healthy('212.4 GB free'), details: { free_bytes: 212_400_000_000 } },
      vault: isFull
        ? { status: 'DEGRADED', message: hostile.long }
        : healthy('Handbook, goals and skills were read'),
      api: healthy('Plans are made by gpt-4o-mini'),
      backups: healthy('The newest one is verified'),
    },
    critical_failures: isBad ? ['services: orchestrator failed: ENOSPC', 'disk_space: 0.0 GB free'] : [],
  };
}

export function activityOf(scale: Scale): ChannelResult<'activity'> {
  const most = { empty: 0, typical: 6, overfull: 900, error: 3 }[scale];
  const hours = Array.from({ length: 24 }, (_, index) => {
    const start = new Date(pictureTime.getTime() - (23 - index) * 3_600_000);
    start.setUTCMinutes(0, 0, 0);
    const share = Math.max(0, Math.sin((index - 4) / 3.1)) * 0.8 + (index % 5) / 25;
    return {
      start: start.toISOString(),
      completed: Math.round(most * share),
      failed: index % 7 === 3 ? Math.round(most / 6) : 0,
      asked: index % 4 === 1 ? Math.round(most / 4) : 0,
    };
  });
  const { cost_today_usd, cost_is_lower_bound } = statusOf(scale);
  return { hours, cost: { today_usd: cost_today_usd, is_lower_bound: cost_is_lower_bound, budget_usd: 0.1 } };
}
