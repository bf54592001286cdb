import type { EmployeeHost } from './employee/index.ts';
import type { RegisteredIpc } from './ipc/index.ts';
import type { TrayIcon, TrayModel } from './tray/index.ts';

/**
 * What end-to-end tests look at because no surface shows it. There only when `EMPLOYEE_E2E=1`; the same on Electron and
 * its stand-in.
 */
export interface EndToEndHook {
  readonly tray: () => TrayModel | undefined;
  readonly employee: () => EmployeeHost['state'];
  /** Messages of the page that were refused since the start. */
  readonly refused: () => number;
  /** What pages listen to now. */
  readonly subscriptions: () => number;
}

export interface HookedParts {
  readonly icon: () => TrayIcon | undefined;
  readonly host: EmployeeHost;
  readonly ipc: RegisteredIpc;
}

export function exposeToTests({ icon, host, ipc }: HookedParts): void {
  const hook: EndToEndHook = {
    tray: () => icon()?.model,
    employee: () => host.state,
    refused: () => ipc.refused,
    subscriptions: () => ipc.subscriptions,
  };
  Object.assign(globalThis, { __e2e: hook });
}
