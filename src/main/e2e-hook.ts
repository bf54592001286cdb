import type { Menu } from 'electron';
import type { EmployeeHost } from './employee/index.ts';
import type { RegisteredIpc } from './ipc/index.ts';
import type { TrayModel } from './tray/index.ts';

/**
 * What end-to-end tests look at because no system lets it be read back. There only when `EMPLOYEE_E2E=1`; the same on
 * Electron and its stand-in.
 */
export interface EndToEndHook {
  readonly menu: () => Menu | undefined;
  readonly tray: () => TrayModel | undefined;
  readonly employee: () => EmployeeHost['state'];
  readonly refused: () => number;
  readonly showWindow: () => void;
}

export interface HookedParts {
  readonly icon: () => { readonly menu: Menu | undefined; readonly model: TrayModel | undefined } | undefined;
  readonly host: EmployeeHost;
  readonly ipc: RegisteredIpc;
  readonly show: () => void;
}

export function exposeToTests({ icon, host, ipc, show }: HookedParts): void {
  const hook: EndToEndHook = {
    menu: () => icon()?.menu,
    tray: () => icon()?.model,
    employee: () => host.state,
    refused: () => ipc.refused,
    showWindow: show,
  };
  Object.assign(globalThis, { __e2e: hook });
}
