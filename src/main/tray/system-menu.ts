import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { TrayItem } from './tray-menu.ts';
import type { TrayAction } from './tray-model.ts';

/** The items as a menu of the system. */
export function systemMenu(items: readonly TrayItem[], act: (action: TrayAction) => void): Menu {
  const template = (item: TrayItem): MenuItemConstructorOptions => {
    if (item.kind === 'separator') return { type: 'separator' };
    const { id, label, action } = item;
    if (action === undefined) return { id, label, enabled: false };
    return { id, label, click: () => act(action) };
  };
  return Menu.buildFromTemplate(items.map(template));
}
