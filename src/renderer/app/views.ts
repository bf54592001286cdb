import { type ComponentType, lazy } from 'react';
import type { View } from '../../shared/shell.ts';
import type { IconName } from '../components/icon.tsx';

export interface ViewEntry {
  readonly view: View;
  readonly icon: IconName;
  /** Fetched when it is first gone to. */
  readonly Screen: ComponentType;
}

/** The screens, in the order of the rail; Ctrl+1…9 go to them. */
export const viewEntries: readonly ViewEntry[] = [
  {
    view: 'today',
    icon: 'today',
    Screen: lazy(async () => only((await import('../screens/today/index.ts')).TodayScreen)),
  },
  {
    view: 'approvals',
    icon: 'approvals',
    Screen: lazy(async () => only((await import('../screens/approvals/index.ts')).ApprovalsScreen)),
  },
  {
    view: 'tasks',
    icon: 'tasks',
    Screen: lazy(async () => only((await import('../screens/tasks/index.ts')).TasksScreen)),
  },
  {
    view: 'audit',
    icon: 'audit',
    Screen: lazy(async () => only((await import('../screens/audit/index.ts')).AuditScreen)),
  },
  {
    view: 'backups',
    icon: 'backups',
    Screen: lazy(async () => only((await import('../screens/backups/index.ts')).BackupsScreen)),
  },
  {
    view: 'maintenance',
    icon: 'maintenance',
    Screen: lazy(async () => only((await import('../screens/maintenance/index.ts')).MaintenanceScreen)),
  },
  {
    view: 'logs',
    icon: 'logs',
    Screen: lazy(async () => only((await import('../screens/logs/index.ts')).LogsScreen)),
  },
  {
    view: 'settings',
    icon: 'settings',
    Screen: lazy(async () => only((await import('../screens/settings/index.ts')).SettingsScreen)),
  },
  {
    view: 'health',
    icon: 'health',
    Screen: lazy(async () => only((await import('../screens/health/index.ts')).HealthScreen)),
  },
];

/** `lazy` wants a module with a default export. */
function only(component: ComponentType): { readonly default: ComponentType } {
  return { default: component };
}
