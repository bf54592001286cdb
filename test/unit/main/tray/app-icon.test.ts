import type { Menu } from 'electron';
import { describe, expect, it } from 'vitest';
import { AppIcon, type AppIconPort } from '../../../../src/main/tray/app-icon.ts';
import type { TrayItem } from '../../../../src/main/tray/tray-menu.ts';
import type { TrayModel } from '../../../../src/main/tray/tray-model.ts';

const pause: TrayItem = { kind: 'item', id: 'pause', label: 'Pause', action: { kind: 'pause' } };
const model = (changes: Partial<TrayModel> = {}): TrayModel => ({
  ...{ state: 'idle', count: 0, tooltip: '', items: [pause] },
  ...changes,
});

function stage(app: Partial<AppIconPort> = {}) {
  const done: unknown[] = [];
  const failures: unknown[] = [];
  const icon = new AppIcon({
    app: { setBadgeCount: (count) => Boolean(done.push(count)), ...app },
    // The items stand for the menu that the system makes of them.
    menuOf: (items) => items as unknown as Menu,
    failed: (error) => failures.push(error),
  });
  return { icon, done, failures };
}

describe("the app's icon", () => {
  it('shows how many requests wait, and is touched only when that changes', () => {
    const { icon, done } = stage();
    for (const count of [0, 2, 2, 0]) icon.show(model({ count }));
    expect(done).toEqual([2, 0]);
  });

  it('has the entries of the tray in the Dock, anew when they change', () => {
    const menus: unknown[] = [];
    const { icon } = stage({ dock: { setMenu: (menu) => void menus.push(menu) } });
    icon.show(model());
    icon.show(model({ tooltip: 'another' }));
    icon.show(model({ items: [] }));
    expect(menus).toEqual([[pause], []]);
  });

  it('that the system refuses to change is told, and nothing else fails', () => {
    const refuse = () => {
      throw new Error('no launcher');
    };
    const { icon, failures } = stage({ setBadgeCount: refuse, dock: { setMenu: refuse } });
    icon.show(model({ count: 1 }));
    expect(failures).toHaveLength(2);
  });
});
