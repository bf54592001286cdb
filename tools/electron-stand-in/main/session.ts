import { imitates, LoudEmitter, namespace } from './loud.ts';
import { net } from './net.ts';
import { Protocol } from './protocol.ts';
import type { WebContents } from './web-contents.ts';
import { WebRequest } from './web-request.ts';

type PermissionRequestHandler = (
  contents: WebContents | null,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void;
type PermissionCheckHandler = (
  contents: WebContents | null,
  permission: string,
  requestingOrigin: string,
  details: object,
) => boolean;

/** Requests, protocols and permissions of its pages. All sessions share one Chromium profile. */
export class Session extends LoudEmitter {
  readonly protocol = new Protocol();
  readonly webRequest = new WebRequest();
  #permissionRequest: PermissionRequestHandler | null = null;
  #permissionCheck: PermissionCheckHandler | null = null;

  constructor() {
    super(['will-download', 'select-serial-port', 'select-hid-device', 'select-usb-device']);
  }

  setPermissionRequestHandler(handler: PermissionRequestHandler | null): void {
    this.#permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler | null): void {
    this.#permissionCheck = handler;
  }

  /** Pages here reach no device: there is nothing to ask the handler about. */
  setDevicePermissionHandler(_handler: unknown): void {}
  setDisplayMediaRequestHandler(_handler: unknown): void {}
  setBluetoothPairingHandler(_handler: unknown): void {}
  setUSBProtectedClassesHandler(_handler: unknown): void {}
  setCertificateVerifyProc(_proc: unknown): void {}
  setSpellCheckerEnabled(_enabled: boolean): void {}
  setSpellCheckerLanguages(_languages: readonly string[]): void {}
  setUserAgent(_userAgent: string): void {}

  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    return net.fetch(input, init);
  }

  async clearStorageData(): Promise<void> {}
  async clearCache(): Promise<void> {}
  async closeAllConnections(): Promise<void> {}
  flushStorageData(): void {}

  /** What a page's wish for a permission comes to: where the app has no handlers, Electron grants it. */
  async grants(contents: WebContents, permission: string): Promise<boolean> {
    const details = { requestingUrl: contents.getURL(), isMainFrame: true };
    const origin = contents.mainFrame.origin;
    if (this.#permissionCheck && !this.#permissionCheck(contents, permission, origin, details)) return false;
    const handler = this.#permissionRequest;
    if (!handler) return true;
    return new Promise((resolve) => handler(contents, permission, resolve, details));
  }
}
imitates(Session, 'session', import.meta.url);

const partitions = new Map<string, Session>();

function fromPartition(partition: string): Session {
  const known = partitions.get(partition);
  if (known) return known;
  const created = new Session();
  partitions.set(partition, created);
  return created;
}

export const session = namespace('session', import.meta.url, {
  get defaultSession(): Session {
    return fromPartition('');
  },
  fromPartition,
});

export const protocol: Protocol = session.defaultSession.protocol;
