/**
 * The keys that bring the window to the front from anywhere: the way in where no tray is shown.
 */
export { type ShortcutPort, WindowShortcut, windowAccelerator } from './window-shortcut.ts';
