import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './note.css';

/** Something to know that is no error: calm, beside what it is about. */
export function Note({
  title,
  icon = 'info',
  tone = 'neutral',
  children,
  action,
}: {
  readonly title: ReactNode;
  readonly icon?: IconName;
  readonly tone?: 'neutral' | 'attention' | 'danger';
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={`note note-${tone}`}>
      <div className="note-main">
        <Icon name={icon} />
        <div className="note-words">
          <p className="note-title">{title}</p>
          {children && <div className="muted">{children}</div>}
        </div>
      </div>
      {action}
    </div>
  );
}
