import { type ReactNode, useId } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components/Switch';
import { useTranslator } from '../i18n/index.ts';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import './fields.css';

/** A line or a block of text that a person writes, under its name. */
export function TextField({
  label,
  value,
  onChange,
  description,
  error,
  lines = 1,
  type = 'text',
  placeholder,
  autoFocus = false,
  mono = false,
  disabled = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description?: ReactNode;
  readonly error?: string | undefined;
  readonly lines?: number;
  readonly type?: 'text' | 'password' | 'number';
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly mono?: boolean;
  readonly disabled?: boolean;
}) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? description;
  const shared = {
    id,
    className: `field-input${mono ? ' mono' : ''}`,
    value,
    disabled,
    placeholder,
    dir: 'auto',
    spellCheck: false,
    'aria-invalid': error !== undefined,
    'aria-describedby': note === undefined ? undefined : noteId,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(target.value),
  } as const;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {/* biome-ignore-start lint/a11y/noAutofocus: set only in a form that a person just opened */}
      {lines > 1 ? (
        <textarea {...shared} rows={lines} autoFocus={autoFocus} />
      ) : (
        <input {...shared} type={type} autoFocus={autoFocus} autoComplete="off" />
      )}
      {/* biome-ignore-end lint/a11y/noAutofocus: see above */}
      {note !== undefined && (
        <p id={noteId} className={`small ${error === undefined ? 'muted' : 'tone-danger'}`}>
          {note}
        </p>
      )}
    </div>
  );
}

/** Narrows down what is on screen while a person types. Escape empties it. */
export function SearchField({
  label,
  value,
  onChange,
  disabled = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
}) {
  const { t } = useTranslator();
  return (
    <div className="search-field">
      <Icon name="search" />
      <input
        className="field-input"
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        disabled={disabled}
        dir="auto"
        spellCheck={false}
        data-shortcut="search"
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation();
            onChange('');
          }
        }}
      />
      {value !== '' && <IconButton icon="cross" label={t('action.clear')} onPress={() => onChange('')} />}
    </div>
  );
}

/** On or off, at once. */
export function Switch({
  children,
  selected,
  onChange,
  disabled = false,
  hideLabel = false,
}: {
  readonly children: ReactNode;
  readonly hideLabel?: boolean;
  readonly selected: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly disabled?: boolean;
}) {
  return (
    <AriaSwitch className="switch" isSelected={selected} onChange={onChange} isDisabled={disabled}>
      <span className="switch-track" aria-hidden="true" />
      <span className={hideLabel ? 'visually-hidden' : undefined}>{children}</span>
    </AriaSwitch>
  );
}
