/**
 * The tray: what needs the person, what the employee does, and the ways to both.
 */

export { AppIcon } from './app-icon.ts';
export { BackupWatch } from './backup-work.ts';
export { systemMenu } from './system-menu.ts';
export { hasSystemTray } from './system-tray.ts';
export { TrayIcon } from './tray-icon.ts';
export { type TrayAction, type TrayModel, trayModel } from './tray-model.ts';
export { WaitingApprovals } from './waiting-approvals.ts';
