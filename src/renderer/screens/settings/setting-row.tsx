import type { ReactNode } from 'react';
import './setting-row.css';

/** A choice: what it means on one side, the control with its source or error on the other. */
export function SettingRow({
  label,
  htmlFor,
  hint,
  note,
  noteId,
  error,
  children,
}: {
  readonly label: string;
  readonly htmlFor?: string;
  readonly hint?: ReactNode;
  readonly note?: ReactNode;
  readonly noteId?: string;
  readonly error?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className="setting">
      <div className="setting-words">
        {htmlFor === undefined ? <p>{label}</p> : <label htmlFor={htmlFor}>{label}</label>}
        {hint && <p className="small muted">{hint}</p>}
      </div>
      <div className="setting-control">
        {children}
        {error ? (
          <p id={noteId} className="small tone-danger" role="alert">
            {error}
          </p>
        ) : (
          note && (
            <p id={noteId} className="small muted" role="status">
              {note}
            </p>
          )
        )}
      </div>
    </div>
  );
}
