import type { IconName } from '../../components/icon.tsx';

const icons: Readonly<Record<string, IconName>> = {
  financial: 'money',
  communication: 'send',
  data_sharing: 'outside',
  system_change: 'settings',
  outcome_unknown: 'warning',
};

/** The picture for a kind of request. */
export function approvalIcon(approvalType: string): IconName {
  return icons[approvalType] ?? 'note';
}
