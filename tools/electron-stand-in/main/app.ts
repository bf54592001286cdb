import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppPaths } from './app-paths.ts';
import { CommandLine } from './command-line.ts';
import { host } from './host.ts';
import { imitates, LoudEmitter, preventable } from './loud.ts';
import { SingleInstance } from './single-instance.ts';
import { windows } from './windows.ts';

const eventNames = [
  'accessibility-support-changed',
  'activate',
  'before-quit',
  'browser-window-blur',
  'browser-window-created',
  'browser-window-focus',
  'certificate-error',
  'child-process-gone',
  'gpu-info-update',
  'open-file',
  'open-url',
  'quit',
  'ready',
  'render-process-gone',
  'second-instance',
  'select-client-certificate',
  'session-created',
  'web-contents-created',
  'will-finish-launching',
  'will-quit',
  'window-all-closed',
];

interface LoginItemSettings {
  readonly openAtLogin?: boolean;
  readonly path?: string;
  readonly args?: readonly string[];
}

class App extends LoudEmitter {
  readonly commandLine = new CommandLine();
  readonly isPackaged = false;
  /** Not there on Linux, as in Electron; the Dock of macOS is not imitated. */
  readonly dock = undefined;
  badgeCount = 0;
  #name: string | undefined;
  readonly #paths = new AppPaths(
    () => this.name,
    () => this.commandLine.getSwitchValue('user-data-dir'),
  );
  #singleInstance: SingleInstance | undefined;
  #relaunch: readonly string[] | undefined;
  #loginItem: LoginItemSettings = {};

  constructor() {
    super(eventNames);
  }

  get name(): string {
    return this.#name ?? host.application.name;
  }
  set name(name: string) {
    this.#name = name;
  }
  getName = (): string => this.name;
  setName = (name: string): void => {
    this.name = name;
  };
  getVersion = (): string => host.application.version;
  getAppPath = (): string => host.application.path;
  getLocale = (): string => this.commandLine.getSwitchValue('lang') || 'en-US';
  getSystemLocale = (): string => 'en-US';
  getLocaleCountryCode = (): string => 'US';
  getPreferredSystemLanguages = (): string[] => ['en-US'];
  getPath = (name: string): string => this.#paths.get(name);
  setPath = (name: string, path: string): void => this.#paths.set(name, path);
  setAppLogsPath = (path?: string): void => this.#paths.set('logs', path ?? this.getPath('logs'));
  getAppMetrics = (): readonly unknown[] => [];

  /** Electron's Chromium is told; this one always runs with the same few switches (`chromium/launch.ts`). */
  enableSandbox = (): void => undefined;
  disableHardwareAcceleration = (): void => undefined;
  isHardwareAccelerationEnabled = (): boolean => false;
  setAppUserModelId = (_id: string): void => undefined;
  setDesktopName = (_name: string): void => undefined;
  setAboutPanelOptions = (_options: object): void => undefined;
  showAboutPanel = (): void => undefined;
  setAsDefaultProtocolClient = (_scheme: string): boolean => true;
  removeAsDefaultProtocolClient = (_scheme: string): boolean => true;
  isDefaultProtocolClient = (_scheme: string): boolean => false;
  /** No other programs are installed. */
  getApplicationNameForProtocol = (_url: string): string => '';
  isAccessibilitySupportEnabled = (): boolean => false;
  addRecentDocument = (_path: string): void => undefined;
  clearRecentDocuments = (): void => undefined;
  focus = (): void => undefined;
  setBadgeCount = (count = 0): boolean => {
    this.badgeCount = count;
    return true;
  };
  getBadgeCount = (): number => this.badgeCount;

  setLoginItemSettings = (settings: LoginItemSettings): void => {
    refuseOnLinux('setLoginItemSettings');
    this.#loginItem = settings;
  };
  getLoginItemSettings = (): object => {
    refuseOnLinux('getLoginItemSettings');
    return { openAtLogin: false, wasOpenedAtLogin: false, launchItems: [], ...this.#loginItem };
  };

  isReady(): boolean {
    return host.ready;
  }

  whenReady(): Promise<void> {
    return host.whenReady;
  }

  requestSingleInstanceLock(additionalData: unknown = null): boolean {
    this.#singleInstance ??= new SingleInstance(this.getPath('userData'));
    return this.#singleInstance.request(additionalData, (start) =>
      this.emit('second-instance', {}, start.argv, start.workingDirectory, start.additionalData),
    );
  }

  hasSingleInstanceLock(): boolean {
    return this.#singleInstance?.held ?? false;
  }

  releaseSingleInstanceLock(): void {
    this.#singleInstance?.release();
  }

  relaunch(options: { readonly args?: readonly string[] } = {}): void {
    this.#relaunch = options.args ?? process.argv.slice(1);
  }

  quit(): void {
    if (host.quitting) return;
    const event = preventable({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    host.quitting = true;
    for (const window of windows.all()) window.close();
    if (windows.all().length > 0) {
      host.quitting = false;
      return;
    }
    const lastEvent = preventable({});
    this.emit('will-quit', lastEvent);
    if (lastEvent.defaultPrevented) host.quitting = false;
    else this.#end(0);
  }

  exit(code = 0): void {
    host.quitting = true;
    for (const window of windows.all()) window.destroy();
    this.#end(code);
  }

  #end(code: number): void {
    if (host.exiting) return;
    host.exiting = true;
    this.emit('quit', {}, code);
    this.releaseSingleInstanceLock();
    if (this.#relaunch) {
      const launcher = fileURLToPath(new URL('../electron', import.meta.url));
      spawn(launcher, this.#relaunch, { detached: true, stdio: 'ignore' }).unref();
    }
    void Promise.all([this.#singleInstance?.told, host.stopChromium()]).finally(() => {
      // Not from within a call of the debugger's: it would wait for its own answer to be fetched.
      setImmediate(() => process.exit(code));
    });
  }
}
imitates(App, 'app', import.meta.url);

function refuseOnLinux(member: string): void {
  if (process.platform === 'linux')
    throw new Error(
      `electron stand-in: app.${member} does nothing on Linux: write an autostart file instead`,
    );
}

export const app = new App();
