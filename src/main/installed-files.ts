import { join } from 'node:path';
import { programFolder } from '../core/hosting/index.ts';

/** The app's id in `electron-builder.yml`; on Windows also the AppUserModelID under which toasts are shown. */
export const appId = 'app.personal-ai-employee';

/** Pictures for notifications: the plain app, one that asks, one that tells of a failure. */
export type NotificationIcon = 'app' | 'needs-you' | 'trouble';

/** Where the tray finds the file that `trayIconFile` names. */
export function trayIconPath(file: string, folder = programFolder()): string {
  return join(folder, 'assets', 'icons', 'tray', file);
}

export function notificationIconPath(icon: NotificationIcon, folder = programFolder()): string {
  return join(folder, 'assets', 'icons', 'notification', `${icon}.png`);
}

/** The picture of windows on Linux; on the other systems it comes with the executable. */
export function windowIconPath(folder = programFolder()): string {
  return join(folder, 'assets', 'icons', 'app', '256x256.png');
}
