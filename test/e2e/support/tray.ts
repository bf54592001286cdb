import type { ElectronApplication } from 'playwright-core';

/** An item of the tray's menu as a person sees it. */
export interface TrayItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly checked: boolean;
  readonly items: readonly TrayItem[];
}

export interface TrayView {
  readonly toolTip: string;
  readonly title: string;
  readonly items: readonly TrayItem[];
}

interface MenuLike {
  readonly items: readonly ItemLike[];
  getMenuItemById(id: string): ItemLike | null;
}

interface ItemLike extends Omit<TrayItem, 'items'> {
  readonly visible: boolean;
  readonly submenu?: MenuLike | null;
  click(): void;
}

/** What `observer.cjs` leaves in the app's main process. */
interface Observed {
  readonly observedTray: () =>
    | {
        readonly tray: { emit(name: string): void };
        readonly menu?: MenuLike;
        readonly toolTip?: string;
        readonly title?: string;
      }
    | undefined;
}

/** The tray as last set by the app, without hidden items; `null` when there is none. */
export function readTray(electron: ElectronApplication): Promise<TrayView | null> {
  return electron.evaluate(() => {
    const observed = (globalThis as unknown as Observed).observedTray();
    const view = (menu: MenuLike | null | undefined): TrayItem[] =>
      (menu?.items ?? [])
        .filter((item) => item.visible)
        .map(({ id, label, type, enabled, checked, submenu }) => ({
          id,
          label,
          type,
          enabled,
          checked,
          items: view(submenu),
        }));
    if (!observed) return null;
    return { toolTip: observed.toolTip ?? '', title: observed.title ?? '', items: view(observed.menu) };
  });
}

/** Chooses an item of the tray's menu by its id. */
export async function chooseTrayItem(electron: ElectronApplication, id: string): Promise<void> {
  await electron.evaluate((_electron, wanted) => {
    const item = (globalThis as unknown as Observed).observedTray()?.menu?.getMenuItemById(wanted);
    if (!item) throw new Error(`the tray has no item ${wanted}`);
    // After this answer: the item may end the app.
    setImmediate(() => item.click());
  }, id);
}

export async function clickTray(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(() => {
    (globalThis as unknown as Observed).observedTray()?.tray.emit('click');
  });
}
