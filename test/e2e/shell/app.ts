import type { ElectronApplication, Page } from 'playwright-core';
import type { EndToEndHook } from '../../../src/main/e2e-hook.ts';
import type { Bridge } from '../../../src/shared/ipc/bridge.ts';

/** The global scopes of page and app as the specs use them. */
interface PageScope {
  readonly employee: Bridge;
}

interface AppScope {
  readonly __e2e: EndToEndHook;
}

/** Asks through the page's bridge, as the window does. */
export function ask(page: Page, name: string, params: unknown = {}): Promise<unknown> {
  return page.evaluate(
    ([channel, given]) =>
      // Also names and parameters that are not of the contract are to be tried.
      (globalThis as unknown as PageScope).employee.call(channel as 'status', given as Record<string, never>),
    [name, params] as const,
  );
}

/** What the app's test hook tells. */
export function hook<Name extends 'employee' | 'refused' | 'subscriptions' | 'tray'>(
  electron: ElectronApplication,
  name: Name,
): Promise<ReturnType<EndToEndHook[Name]>> {
  return electron.evaluate(
    (_electron, key) => (globalThis as unknown as AppScope).__e2e[key](),
    name,
  ) as Promise<ReturnType<EndToEndHook[Name]>>;
}

export function isWindowVisible(electron: ElectronApplication): Promise<boolean> {
  return electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some((window) => window.isVisible()),
  );
}

/** Closes the window as its button does. */
export function closeWindow(electron: ElectronApplication): Promise<void> {
  return electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close();
  });
}
