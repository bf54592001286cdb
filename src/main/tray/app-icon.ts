import type { App, Menu } from 'electron';
import type { TrayItem } from './tray-menu.ts';
import type { TrayModel } from './tray-model.ts';

/** The part of Electron's `app` that knows its icon; only macOS has a Dock. */
export interface AppIconPort {
  readonly dock?: Pick<NonNullable<App['dock']>, 'setMenu'> | undefined;
  setBadgeCount(count: number): boolean;
}

export interface AppIconOptions {
  readonly app: AppIconPort;
  readonly menuOf: (items: readonly TrayItem[]) => Menu;
  /** The system refused; the app goes on without. */
  readonly failed: (error: unknown) => void;
}

/** The app's icon in the Dock or launcher: how many requests wait and, in the Dock, the entries of the tray. */
export class AppIcon {
  readonly #options: AppIconOptions;
  #count = 0;
  #items = '';

  constructor(options: AppIconOptions) {
    this.#options = options;
  }

  show({ count, items }: TrayModel): void {
    const { app, menuOf } = this.#options;
    if (count !== this.#count) {
      this.#count = count;
      this.#attempt(() => app.setBadgeCount(count));
    }
    const { dock } = app;
    const shown = JSON.stringify(items);
    if (dock === undefined || shown === this.#items) return;
    this.#items = shown;
    this.#attempt(() => dock.setMenu(menuOf(items)));
  }

  #attempt(change: () => void): void {
    try {
      change();
    } catch (error) {
      this.#options.failed(error);
    }
  }
}
