import { app, powerMonitor } from 'electron';
import type { Quit } from './lifecycle/index.ts';

/** However the end comes, the employee stops before the app: menus, keys, signals, the end of the session. */
export function endWith(quit: Quit): void {
  app.on('before-quit', (event) => {
    if (quit.isDone) return;
    event.preventDefault();
    quit.ask('graceful');
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => quit.ask('graceful'));
  // The system waits a moment for the first, and not at all for the second.
  powerMonitor.on('shutdown', () => quit.ask('graceful'));
  app.on('browser-window-created', (_event, window) => {
    if (process.platform === 'win32') window.on('session-end', () => quit.ask('now'));
  });
}
