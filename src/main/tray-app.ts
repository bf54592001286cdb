import { app, dialog } from 'electron';
import { keepHeapSmall } from '../core/small-heap.ts';
import { describeError } from '../shared/errors.ts';
import { preferencesPath } from './foundation.ts';
import { appId } from './installed-files.ts';
import { LaterStarts, parseStart } from './lifecycle/index.ts';
import { storedLanguage } from './preferences/index.ts';
import { startShell } from './start-shell.ts';
import { registerPageScheme } from './window/index.ts';
import { wordsIn } from './words/index.ts';

/** Starts the app, or brings the instance that runs already to the front. Must be called before Electron is ready. */
export function startTrayApp(): void {
  keepHeapSmall();
  app.enableSandbox();
  app.setAppUserModelId(appId);
  registerPageScheme();
  // Without it a Wayland session knows no shortcuts that work outside the app's own windows.
  if (process.platform === 'linux') app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal');
  // A terminal that was closed must not end the employee.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  // The first instance is told by asking for the lock, and comes to the front.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  const start = parseStart(process.argv, process.cwd(), app.getAppPath());
  const laterStarts = new LaterStarts(app);
  // The employee outlives its window.
  app.on('window-all-closed', () => undefined);
  app
    .whenReady()
    .then(() => startShell(start, laterStarts))
    .catch((error: unknown) => {
      const { t } = wordsIn(() => storedLanguage(preferencesPath()))();
      dialog.showErrorBox(t('start.failed'), describeError(error));
      app.exit(1);
    });
}
