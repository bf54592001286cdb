import { app } from './app.ts';
import type { BrowserWindow } from './browser-window.ts';
import { imitates, Loud, LoudEmitter } from './loud.ts';
import { windows } from './windows.ts';

export interface MenuItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly sublabel?: string;
  readonly toolTip?: string;
  readonly type?: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio' | 'header' | 'palette';
  readonly role?: string;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly checked?: boolean;
  readonly accelerator?: string;
  readonly icon?: unknown;
  readonly submenu?: Menu | readonly (MenuItemOptions | MenuItem)[];
  readonly click?: (item: MenuItem, window: BrowserWindow | undefined, event: object) => void;
}

let lastCommandId = 0;

export class MenuItem extends Loud {
  readonly id: string | undefined;
  readonly type: NonNullable<MenuItemOptions['type']>;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  readonly commandId: number;
  label: string;
  sublabel: string;
  toolTip: string;
  icon: unknown;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  menu: Menu | undefined;
  /** As Electron's: what choosing the item does, its check mark included. */
  click: (event?: object) => void;

  constructor(options: MenuItemOptions) {
    super();
    lastCommandId += 1;
    this.commandId = lastCommandId;
    this.id = options.id;
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal');
    this.role = options.role;
    this.accelerator = options.accelerator;
    this.label = options.label ?? options.role ?? '';
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.icon = options.icon;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.submenu = toMenu(options.submenu);
    this.click = (event = {}) => {
      if (!this.enabled) return;
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.type === 'radio') this.#checkAlone();
      if (options.role) act(options.role);
      else options.click?.(this, windows.focused ?? undefined, event);
    };
  }

  #checkAlone(): void {
    for (const item of this.menu?.items ?? []) if (item.type === 'radio') item.checked = item === this;
  }
}
imitates(MenuItem, 'MenuItem', import.meta.url);

export class Menu extends LoudEmitter {
  static #application: Menu | null = null;
  readonly items: MenuItem[] = [];

  constructor() {
    super(['menu-will-show', 'menu-will-close']);
  }

  static buildFromTemplate(template: readonly (MenuItemOptions | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  append(item: MenuItem): void {
    this.insert(this.items.length, item);
  }

  insert(position: number, item: MenuItem): void {
    item.menu = this;
    this.items.splice(position, 0, item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  popup(_options?: object): void {
    this.emit('menu-will-show', {});
  }

  closePopup(): void {
    this.emit('menu-will-close', {});
  }
}
imitates(Menu, 'Menu', import.meta.url);

function toMenu(submenu: MenuItemOptions['submenu']): Menu | undefined {
  if (submenu === undefined || submenu instanceof Menu) return submenu;
  return Menu.buildFromTemplate(submenu);
}

function act(role: string): void {
  const window = windows.focused;
  if (role === 'quit') app.quit();
  else if (role === 'close') window?.close();
  else if (role === 'minimize') window?.minimize();
  else if (role === 'reload') window?.reload();
  else if (role === 'resetZoom') window?.webContents.setZoomFactor(1);
  else if (role === 'zoomIn') window?.webContents.setZoomLevel(window.webContents.getZoomLevel() + 0.5);
  else if (role === 'zoomOut') window?.webContents.setZoomLevel(window.webContents.getZoomLevel() - 0.5);
}
