import { Button as AriaButton } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Icon } from './icon.tsx';
import './button.css';
import './menu.css';
import './select.css';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** One of a few. */
export function Select<Value extends string>({
  label,
  options,
  value,
  onChange,
  hideLabel = false,
  disabled = false,
}: {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly hideLabel?: boolean;
  readonly disabled?: boolean;
}) {
  const choose = (key: unknown) => {
    const chosen = options.find((option) => option.value === key);
    if (chosen) onChange(chosen.value);
  };
  return (
    <AriaSelect className="select" value={value} onChange={choose} isDisabled={disabled}>
      <Label className={hideLabel ? 'visually-hidden' : 'small muted'}>{label}</Label>
      <AriaButton className="button select-button">
        <SelectValue className="truncate" />
        <Icon name="down" />
      </AriaButton>
      <Popover className="popover">
        <ListBox className="menu" items={options}>
          {(option) => (
            <ListBoxItem className="menu-item" id={option.value} textValue={option.label}>
              <span>{option.label}</span>
              <span className="menu-item-mark">
                <Icon name="check" />
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
