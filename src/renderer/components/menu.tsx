import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Icon, type IconName } from './icon.tsx';
import './button.css';
import './menu.css';

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly disabled?: boolean;
  readonly run: () => void;
}

/** A button with a word that offers more than one way to do it. */
export function TextMenu({
  label,
  icon,
  disabled = false,
  actions,
}: {
  readonly label: string;
  readonly icon: IconName;
  readonly disabled?: boolean;
  readonly actions: readonly MenuAction[];
}) {
  return (
    <MenuTrigger>
      <AriaButton className="button" isDisabled={disabled}>
        <Icon name={icon} />
        <span className="truncate">{label}</span>
        <Icon name="down" />
      </AriaButton>
      <Choices label={label} actions={actions} />
    </MenuTrigger>
  );
}

function Choices({ label, actions }: { readonly label: string; readonly actions: readonly MenuAction[] }) {
  return (
    <Popover className="popover" placement="bottom end">
      <AriaMenu className="menu" aria-label={label} items={actions}>
        {(action) => (
          <MenuItem
            className="menu-item"
            id={action.id}
            textValue={action.label}
            isDisabled={action.disabled ?? false}
            onAction={action.run}
          >
            {action.icon && <Icon name={action.icon} />}
            <span>{action.label}</span>
          </MenuItem>
        )}
      </AriaMenu>
    </Popover>
  );
}
