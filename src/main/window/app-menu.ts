import { Menu } from 'electron';

/**
 * The menu of the app: on macOS what people expect there, with the keys for copying and pasting; elsewhere none, so that
 * no key reloads the page or opens its tools.
 */
export function setAppMenu(platform: NodeJS.Platform, devTools: boolean): void {
  if (platform !== 'darwin') {
    Menu.setApplicationMenu(null);
    return;
  }
  const view = devTools ? [{ role: 'viewMenu' } as const] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, ...view, { role: 'windowMenu' }]),
  );
}
