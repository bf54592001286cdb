import type { ReactNode } from 'react';
import type { FinalStatus, Priority, TaskState } from '../../../shared/task.ts';
import { SearchField } from '../../components/fields.tsx';
import { type Option, Select } from '../../components/select.tsx';
import { useTranslator } from '../../i18n/index.ts';
import type { TaskQuestion } from './task-pages.ts';

// Named here: the lists in `shared` come with zod, which has no place in the page.
const taskStates = ['inbox', 'pending', 'approvals', 'completed'] as const satisfies readonly TaskState[];
const finalStatuses = [
  'completed',
  'failed',
  'rejected',
  'expired',
] as const satisfies readonly FinalStatus[];
const priorities = ['critical', 'high', 'normal', 'low'] as const satisfies readonly Priority[];

/** What narrows the list down; `any` of each: no matter. */
export interface Filters {
  readonly text: string;
  readonly state: 'any' | 'quarantine' | (typeof taskStates)[number];
  readonly status: 'any' | (typeof finalStatuses)[number];
  readonly type: 'any' | (typeof types)[number];
  readonly priority: 'any' | (typeof priorities)[number];
}

export const noFilters: Filters = { text: '', state: 'any', status: 'any', type: 'any', priority: 'any' };

/** The kinds that the employee tells apart by itself, as its records name them. */
const types = [
  'payment',
  'invoice',
  'contract',
  'legal',
  'hr',
  'deletion',
  'email',
  'social_post',
  'support',
  'meeting',
  'report_request',
  'health_check',
  'other',
] as const;

export function isFiltered(filters: Filters): boolean {
  return JSON.stringify(filters) !== JSON.stringify(noFilters);
}

export function questionOf({ text, state, status, type, priority }: Filters): TaskQuestion {
  return {
    text: text.trim().slice(0, 200),
    states: state === 'any' || state === 'quarantine' ? [] : [state],
    statuses: status === 'any' ? [] : [status],
    types: type === 'any' ? [] : [type],
    priorities: priority === 'any' ? [] : [priority],
  };
}

export function TaskFilters({
  filters,
  onChange,
  children,
}: {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslator();
  const set = (change: Partial<Filters>) => onChange({ ...filters, ...change });
  const states: readonly Option<Filters['state']>[] = [
    { value: 'any', label: t('tasks.filter.anyState') },
    ...[...taskStates, 'quarantine' as const].map((value) => ({ value, label: t(`task.state.${value}`) })),
  ];
  const statuses: readonly Option<Filters['status']>[] = [
    { value: 'any', label: t('tasks.filter.anyStatus') },
    ...finalStatuses.map((value) => ({ value, label: t(`task.status.${value}`) })),
  ];
  const kinds: readonly Option<Filters['type']>[] = [
    { value: 'any', label: t('tasks.filter.anyType') },
    ...types.map((value) => ({ value, label: t(`task.type.${value}`) })),
  ];
  const order: readonly Option<Filters['priority']>[] = [
    { value: 'any', label: t('tasks.filter.anyPriority') },
    ...priorities.map((value) => ({ value, label: t(`task.priority.${value}`) })),
  ];
  const isQuarantine = filters.state === 'quarantine';
  return (
    <search className="row toolbar">
      <SearchField
        label={t('tasks.search')}
        value={filters.text}
        onChange={(text) => set({ text })}
        disabled={isQuarantine}
      />
      <Select
        hideLabel
        label={t('tasks.filter.state')}
        options={states}
        value={filters.state}
        onChange={(state) => set({ state })}
      />
      <Select
        hideLabel
        label={t('tasks.filter.status')}
        options={statuses}
        value={filters.status}
        onChange={(status) => set({ status })}
        disabled={isQuarantine}
      />
      <Select
        hideLabel
        label={t('tasks.filter.type')}
        options={kinds}
        value={filters.type}
        onChange={(type) => set({ type })}
        disabled={isQuarantine}
      />
      <Select
        hideLabel
        label={t('tasks.filter.priority')}
        options={order}
        value={filters.priority}
        onChange={(priority) => set({ priority })}
        disabled={isQuarantine}
      />
      {children}
    </search>
  );
}
