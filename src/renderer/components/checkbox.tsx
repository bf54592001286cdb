import { type ReactNode, useId } from 'react';
import './checkbox.css';

interface ChoiceProps {
  readonly children: ReactNode;
  /** What it means, under its name. */
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly disabled?: boolean;
}

/** One thing of several that can be chosen together. */
export function Checkbox({
  children,
  hint,
  checked,
  disabled = false,
  onChange,
}: ChoiceProps & { readonly onChange: (checked: boolean) => void }) {
  const id = useId();
  return (
    <div className="choice">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ target }) => onChange(target.checked)}
      />
      <div className="choice-words">
        <label htmlFor={id}>{children}</label>
        {hint && (
          <div id={`${id}-hint`} className="small muted">
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}

/** One of a few ways, of which exactly one holds; those with the same `name` belong together. */
export function Radio({
  name,
  children,
  hint,
  checked,
  disabled = false,
  onChoose,
}: ChoiceProps & { readonly name: string; readonly onChoose: () => void }) {
  const id = useId();
  return (
    <div className="choice">
      <input
        id={id}
        type="radio"
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={onChoose}
      />
      <div className="choice-words">
        <label htmlFor={id}>{children}</label>
        {hint && (
          <div id={`${id}-hint`} className="small muted">
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
