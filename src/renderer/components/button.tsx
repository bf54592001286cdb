import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Icon, type IconName } from './icon.tsx';
import './button.css';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: (() => void) | undefined;
  /** `primary`: the one thing to do here · `danger`: destroys or refuses · `quiet`: text until it is pointed at. */
  readonly kind?: 'primary' | 'plain' | 'danger' | 'quiet';
  readonly icon?: IconName;
  readonly disabled?: boolean;
  /** Under way: it takes no second press, and says so to a screen reader. */
  readonly pending?: boolean;
  readonly type?: 'button' | 'submit';
  readonly autoFocus?: boolean;
  readonly label?: string;
  readonly shortcut?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  children,
  onPress,
  kind = 'plain',
  icon,
  disabled = false,
  pending = false,
  type = 'button',
  autoFocus = false,
  label,
  shortcut,
  ref,
}: ButtonProps) {
  return (
    <AriaButton
      className={`button button-${kind}`}
      type={type}
      isDisabled={disabled}
      isPending={pending}
      autoFocus={autoFocus}
      {...(onPress && { onPress })}
      {...(label !== undefined && { 'aria-label': label })}
      {...(ref && { ref })}
    >
      {icon && <Icon name={icon} />}
      <span className="truncate">{children}</span>
      {shortcut && (
        <span aria-hidden="true">
          <kbd className="button-shortcut">{shortcut}</kbd>
        </span>
      )}
    </AriaButton>
  );
}

/** A button that is only a picture; its label is shown when it is pointed at or focused. */
export function IconButton({
  icon,
  label,
  onPress,
  disabled = false,
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly onPress?: () => void;
  readonly disabled?: boolean;
}) {
  return (
    <AriaButton
      className="icon-button"
      aria-label={label}
      data-tip={label}
      isDisabled={disabled}
      {...(onPress && { onPress })}
    >
      <Icon name={icon} />
    </AriaButton>
  );
}
