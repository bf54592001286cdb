import { hiddenArgument } from '../lifecycle/index.ts';

/** Whether the app starts when the person logs in. */
export interface LoginItem {
  isEnabled(): boolean;
  /** Whether the system says that it started the app by itself; elsewhere `--hidden` says so. */
  startedTheApp(): boolean;
  set(enabled: boolean): Promise<void>;
}

interface LoginItemSettings {
  readonly openAtLogin: boolean;
  readonly args?: string[];
}

/** The part of Electron's `app` that knows the login items of Windows and macOS. */
export interface LoginItemPort {
  getLoginItemSettings(options?: { args?: string[] }): {
    readonly openAtLogin: boolean;
    /** macOS alone tells, and passes no arguments to what it starts. */
    readonly wasOpenedAtLogin?: boolean;
  };
  setLoginItemSettings(settings: LoginItemSettings): void;
}

/** Windows and macOS: a login item of the system. */
export class SystemLoginItem implements LoginItem {
  readonly #port: LoginItemPort;

  constructor(port: LoginItemPort) {
    this.#port = port;
  }

  isEnabled(): boolean {
    return this.#port.getLoginItemSettings({ args: [hiddenArgument] }).openAtLogin;
  }

  startedTheApp(): boolean {
    return this.#port.getLoginItemSettings().wasOpenedAtLogin === true;
  }

  async set(enabled: boolean): Promise<void> {
    this.#port.setLoginItemSettings({ openAtLogin: enabled, args: [hiddenArgument] });
  }
}
