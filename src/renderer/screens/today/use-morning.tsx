import type { Status } from '../../../shared/status.ts';
import { usePlace, useQuery } from '../../client/index.ts';
import { useTranslator } from '../../i18n/index.ts';
import type { Check } from './check-line.tsx';

/** From the evening's checklist to the morning's. */
const nightHours = 16;

/** 09:00: services, queue, what the night brought, what waits. */
export function useMorning({ services, queue }: Status): readonly Check[] {
  const { t, formats } = useTranslator();
  const [, goTo] = usePlace();
  const { data: activity, error } = useQuery('activity', {});
  const down = Object.entries(services)
    .filter(([, { status }]) => status === 'failed' || status === 'stopped')
    .map(([name]) => name);
  const night = activity?.hours.slice(-nightHours) ?? [];
  const failed = night.reduce((sum, hour) => sum + hour.failed, 0);
  const completed = night.reduce((sum, hour) => sum + hour.completed, 0);
  return [
    {
      name: t('check.services'),
      inOrder: down.length === 0,
      state:
        down.length === 0 ? t('check.servicesRun') : t('check.servicesNot', { names: formats.list(down) }),
      action: t('check.goHealth'),
      onAction: () => goTo({ view: 'health', id: null }),
    },
    {
      name: t('check.queue'),
      inOrder: queue.quarantine === 0 && queue.stuck === 0,
      state: t('check.queueCounts', {
        inbox: queue.inbox,
        working: queue.pending,
        waiting: queue.approvals,
        completed: queue.completed,
      }),
      action: t('check.goTasks'),
      onAction: () => goTo({ view: 'tasks', id: null }),
    },
    {
      name: t('check.overnight'),
      inOrder: activity && failed === 0,
      state: activity && t('check.overnightCounts', { completed, failed }),
      error,
      action: t('check.goLogs'),
      onAction: () => goTo({ view: 'logs', id: null }),
    },
    {
      name: t('check.approvals'),
      inOrder: queue.approvals === 0,
      state:
        queue.approvals === 0
          ? t('check.approvalsNone')
          : t('check.approvalsSome', { count: queue.approvals }),
      action: t('check.goApprovals'),
      onAction: () => goTo({ view: 'approvals', id: null }),
    },
  ];
}
