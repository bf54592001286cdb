import { app } from './app.ts';
import { host } from './host.ts';
import { imitates, LoudEmitter, preventable } from './loud.ts';
import type { Menu } from './menu.ts';
import type { NativeImage } from './native-image.ts';
import { display } from './screen.ts';
import { WebContents } from './web-contents.ts';
import { refuseUnsafe, type WebPreferences } from './web-contents-types.ts';
import { windows } from './windows.ts';

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowOptions extends Partial<Bounds> {
  readonly show?: boolean;
  readonly title?: string;
  readonly resizable?: boolean;
  readonly alwaysOnTop?: boolean;
  readonly parent?: BrowserWindow;
  readonly modal?: boolean;
  readonly webPreferences?: WebPreferences;
}

const eventNames = [
  'always-on-top-changed',
  'blur',
  'close',
  'closed',
  'enter-full-screen',
  'focus',
  'hide',
  'leave-full-screen',
  'maximize',
  'minimize',
  'move',
  'moved',
  'page-title-updated',
  'query-session-end',
  'ready-to-show',
  'resize',
  'resized',
  'responsive',
  'restore',
  'session-end',
  'show',
  'unmaximize',
  'unresponsive',
];

let lastId = 0;

/** A window. What it does is remembered; Chromium's own window follows only in its size. */
export class BrowserWindow extends LoudEmitter {
  readonly id: number;
  readonly webContents: WebContents;
  readonly #options: WindowOptions;
  #bounds: Bounds;
  #title: string;
  #destroyed = false;
  #visible = false;
  #minimized = false;
  #maximized = false;
  #fullScreen = false;
  #alwaysOnTop: boolean;
  #readyToShow = false;

  constructor(options: WindowOptions = {}) {
    super(eventNames);
    if (!host.ready) throw new Error('Cannot create BrowserWindow before app is ready');
    refuseUnsafe(options.webPreferences ?? {});
    lastId += 1;
    this.id = lastId;
    this.#options = options;
    const { width = 800, height = 600, x = 0, y = 0 } = options;
    this.#bounds = { x, y, width, height };
    this.#title = options.title ?? app.name;
    this.#alwaysOnTop = options.alwaysOnTop ?? false;
    this.webContents = new WebContents(this, { width, height, webPreferences: options.webPreferences ?? {} });
    this.webContents.on('page-title-updated', (_event: object, title: string) => this.#updateTitle(title));
    this.webContents.on('did-stop-loading', () => this.#firstPaint());
    windows.add(this);
    setImmediate(() => app.emit('browser-window-created', {}, this));
    if (options.show !== false) this.show();
  }

  static getAllWindows = (): BrowserWindow[] => windows.all();
  static getFocusedWindow = (): BrowserWindow | null => windows.focused;
  static fromId = (id: number): BrowserWindow | null =>
    windows.all().find((window) => window.id === id) ?? null;
  static fromWebContents = (contents: WebContents | undefined): BrowserWindow | null =>
    windows.all().find((window) => window.webContents === contents) ?? null;

  loadURL = (url: string, options?: object): Promise<void> => this.webContents.loadURL(url, options);
  loadFile = (file: string, options?: object): Promise<void> => this.webContents.loadFile(file, options);
  reload = (): void => this.webContents.reload();
  capturePage = (): Promise<NativeImage> => this.webContents.capturePage();

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    this.#refuseWhenDestroyed();
    if (this.#visible) return;
    this.#visible = true;
    this.emit('show', {});
  }

  hide(): void {
    this.#refuseWhenDestroyed();
    if (!this.#visible) return;
    this.#visible = false;
    this.blur();
    this.emit('hide', {});
  }

  focus(): void {
    this.#refuseWhenDestroyed();
    if (windows.focused === this) return;
    windows.focused?.blur();
    windows.focused = this;
    this.webContents.focus();
    this.emit('focus', {});
    app.emit('browser-window-focus', {}, this);
  }

  blur(): void {
    if (windows.focused !== this) return;
    windows.focused = null;
    this.emit('blur', {});
    app.emit('browser-window-blur', {}, this);
  }

  minimize(): void {
    this.#minimized = true;
    this.blur();
    this.emit('minimize', {});
  }

  restore(): void {
    if (!this.#minimized && !this.#maximized) return;
    this.#minimized = false;
    this.#maximized = false;
    this.emit('restore', {});
  }

  maximize(): void {
    this.#visible = true;
    this.#maximized = true;
    this.emit('maximize', {});
  }

  unmaximize(): void {
    this.#maximized = false;
    this.emit('unmaximize', {});
  }

  setFullScreen(fullScreen: boolean): void {
    this.#fullScreen = fullScreen;
    this.emit(fullScreen ? 'enter-full-screen' : 'leave-full-screen', {});
  }

  setBounds(bounds: Partial<Bounds>): void {
    const before = this.#bounds;
    this.#bounds = { ...before, ...bounds };
    void this.#applyBounds().catch(() => undefined);
    if (before.width !== this.#bounds.width || before.height !== this.#bounds.height) {
      this.emit('resize', {});
      this.emit('resized', {});
    }
    if (before.x !== this.#bounds.x || before.y !== this.#bounds.y) {
      this.emit('move', {});
      this.emit('moved', {});
    }
  }

  async #applyBounds(): Promise<void> {
    const { id: targetId } = await this.webContents.whenOpen();
    const { browser } = host.connection;
    const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId });
    const { x: left, y: top, width, height } = this.#bounds;
    await browser.send('Browser.setWindowBounds', { windowId, bounds: { left, top, width, height } });
  }

  isVisible = (): boolean => this.#visible;
  isFocused = (): boolean => windows.focused === this;
  isDestroyed = (): boolean => this.#destroyed;
  isMinimized = (): boolean => this.#minimized;
  isMaximized = (): boolean => this.#maximized;
  isFullScreen = (): boolean => this.#fullScreen;
  isNormal = (): boolean => !this.#minimized && !this.#maximized && !this.#fullScreen;
  isModal = (): boolean => this.#options.modal ?? false;
  isResizable = (): boolean => this.#options.resizable ?? true;
  isAlwaysOnTop = (): boolean => this.#alwaysOnTop;
  getParentWindow = (): BrowserWindow | null => this.#options.parent ?? null;
  getTitle = (): string => this.#title;
  setTitle = (title: string): void => {
    this.#title = title;
  };
  getBounds = (): Bounds => ({ ...this.#bounds });
  getNormalBounds = (): Bounds => this.getBounds();
  getContentBounds = (): Bounds => this.getBounds();
  getSize = (): number[] => [this.#bounds.width, this.#bounds.height];
  getContentSize = (): number[] => this.getSize();
  setSize = (width: number, height: number): void => this.setBounds({ width, height });
  setContentSize = (width: number, height: number): void => this.setSize(width, height);
  getPosition = (): number[] => [this.#bounds.x, this.#bounds.y];
  setPosition = (x: number, y: number): void => this.setBounds({ x, y });
  center = (): void => {
    const { width, height } = display.workArea;
    this.setPosition(
      Math.round((width - this.#bounds.width) / 2),
      Math.round((height - this.#bounds.height) / 2),
    );
  };
  setAlwaysOnTop = (alwaysOnTop: boolean): void => {
    this.#alwaysOnTop = alwaysOnTop;
    this.emit('always-on-top-changed', {}, alwaysOnTop);
  };

  // Drawn by the system's own window, of which there is none here.
  setMinimumSize = (_width: number, _height: number): void => undefined;
  setMaximumSize = (_width: number, _height: number): void => undefined;
  setBackgroundColor = (_color: string): void => undefined;
  setBackgroundMaterial = (_material: string): void => undefined;
  setTitleBarOverlay = (_options: object): void => undefined;
  setIcon = (_icon: unknown): void => undefined;
  setMenu = (_menu: Menu | null): void => undefined;
  removeMenu = (): void => undefined;
  setMenuBarVisibility = (_visible: boolean): void => undefined;
  setAutoHideMenuBar = (_hide: boolean): void => undefined;
  setOverlayIcon = (_overlay: unknown, _description: string): void => undefined;
  setProgressBar = (_progress: number): void => undefined;
  setSkipTaskbar = (_skip: boolean): void => undefined;
  setThumbarButtons = (_buttons: readonly unknown[]): boolean => false;
  flashFrame = (_flash: boolean): void => undefined;
  moveTop = (): void => undefined;
  setContentProtection = (_enabled: boolean): void => undefined;
  setVisibleOnAllWorkspaces = (_visible: boolean): void => undefined;
  setAccessibleTitle = (_title: string): void => undefined;

  /** For a page's `window.open`: the new window has this one's preferences where the app gives no others. */
  openAnother(options: WindowOptions): BrowserWindow {
    const webPreferences = { ...this.#options.webPreferences, ...options.webPreferences };
    return new BrowserWindow({ ...options, webPreferences });
  }

  close(): void {
    if (this.#destroyed) return;
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.blur();
    this.#destroyed = true;
    windows.remove(this);
    this.webContents.destroy();
    this.emit('closed', {});
    if (windows.all().length > 0 || host.quitting) return;
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed');
    else app.quit();
  }

  #updateTitle(title: string): void {
    const event = preventable({});
    this.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented && title !== '') this.#title = title;
  }

  #firstPaint(): void {
    if (this.#readyToShow) return;
    this.#readyToShow = true;
    this.emit('ready-to-show', {});
  }

  #refuseWhenDestroyed(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }
}
imitates(BrowserWindow, 'BrowserWindow', import.meta.url);
