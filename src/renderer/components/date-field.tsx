import { useId } from 'react';
import './fields.css';

/** A day, as `YYYY-MM-DD`; empty when none is chosen. */
export function DateField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="row">
      <label htmlFor={id} className="small muted">
        {label}
      </label>
      <input
        id={id}
        className="field-input date-input"
        type="date"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}
