import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './empty-state.css';

/** What will appear here, and the button that makes it appear. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="empty-state">
      <Icon name={icon} size={32} />
      <p className="empty-state-title">{title}</p>
      {children && <p className="muted">{children}</p>}
      {action && <div className="empty-state-action">{action}</div>}
    </div>
  );
}
