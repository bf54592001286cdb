import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Clock, Timer } from '../../core/clock/index.ts';
import type { Logger } from '../../core/logging/index.ts';
import type { PreferenceBook } from '../preferences/index.ts';
import { minimumSize, windowBounds } from './bounds.ts';
import { CrashBudget } from './crash-budget.ts';
import { pageUrl } from './page-address.ts';
import { pagePreferences } from './page-preferences.ts';

const rememberAfterMs = 500;

export interface MainWindowOptions {
  readonly clock: Clock;
  readonly preferences: PreferenceBook;
  /** Absolute path of the built preload. */
  readonly preload: string;
  readonly icon: string | undefined;
  readonly devTools: boolean;
  readonly logger: Logger;
  /** Whether windows may close for good. */
  readonly isQuitting: () => boolean;
  readonly hasTray: () => boolean;
  /** The person closed the window, and the employee goes on behind the tray icon. */
  readonly hidden: () => void;
  /** The page has gone or is loaded anew: what it listened to ends. */
  readonly pageGone: (pageId: number) => void;
}

/** The one window. It can be closed, hidden, crash or never open: the employee does not depend on it. */
export class MainWindow {
  readonly #options: MainWindowOptions;
  readonly #crashes = new CrashBudget();
  #window: BrowserWindow | undefined;
  #remember: Timer | undefined;

  constructor(options: MainWindowOptions) {
    this.#options = options;
    nativeTheme.themeSource = options.preferences.shown.theme;
    options.preferences.onChange(({ theme }) => {
      if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme;
    });
  }

  get browserWindow(): BrowserWindow | undefined {
    return this.#window;
  }

  owns(pageId: number): boolean {
    return this.#window !== undefined && this.#window.webContents.id === pageId;
  }

  /** Brings the window to the front, and makes it when there is none. */
  show(): void {
    try {
      const window = this.#window;
      if (window === undefined) {
        this.#window = this.#create();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    } catch (error) {
      // Such as no display: the employee goes on without its window.
      this.#options.logger.error('the window could not be shown', { error });
    }
  }

  #create(): BrowserWindow {
    const { preferences, preload, icon, devTools } = this.#options;
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const window = new BrowserWindow({
      ...windowBounds(preferences.get('windowBounds'), areas),
      minWidth: minimumSize.width,
      minHeight: minimumSize.height,
      show: false,
      title: 'Personal AI Employee',
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1b1d' : '#ffffff',
      autoHideMenuBar: true,
      ...(icon === undefined ? {} : { icon }),
      webPreferences: { ...pagePreferences, preload, devTools },
    });
    if (preferences.get('maximized')) window.maximize();
    this.#listen(window);
    this.#load(window);
    return window;
  }

  #load(window: BrowserWindow): void {
    window.loadURL(pageUrl).catch((error: unknown) => {
      this.#options.logger.error('the page could not be loaded', { error });
    });
  }

  #listen(window: BrowserWindow): void {
    const { pageGone, logger, clock } = this.#options;
    const contents = window.webContents;
    const pageId = contents.id;
    window.once('ready-to-show', () => this.show());
    window.on('close', (event) => this.#close(window, event));
    window.on('closed', () => {
      if (this.#window === window) this.#window = undefined;
      pageGone(pageId);
    });
    window.on('resize', () => this.#rememberSoon(window));
    window.on('move', () => this.#rememberSoon(window));
    // Another document has taken the place of the one that listened.
    contents.on('did-navigate', () => pageGone(pageId));
    contents.on('render-process-gone', (_event, { reason }) => {
      pageGone(pageId);
      logger.error('the page has crashed', { reason });
      if (reason !== 'clean-exit' && !window.isDestroyed() && this.#crashes.allows(clock.now()))
        this.#load(window);
    });
    contents.on('preload-error', (_event, _path, error) => logger.error('the preload failed', { error }));
  }

  #close(window: BrowserWindow, event: { preventDefault(): void }): void {
    const { isQuitting, hasTray, hidden } = this.#options;
    this.#rememberNow(window);
    if (isQuitting()) return;
    event.preventDefault();
    // Without a tray a hidden window would have no way back but a second start.
    if (hasTray() || process.platform === 'darwin') {
      window.hide();
      hidden();
    } else window.minimize();
  }

  #rememberSoon(window: BrowserWindow): void {
    this.#remember?.cancel();
    this.#remember = this.#options.clock.after(rememberAfterMs, () => this.#rememberNow(window));
  }

  #rememberNow(window: BrowserWindow): void {
    this.#remember?.cancel();
    if (window.isDestroyed() || window.isMinimized()) return;
    this.#options.preferences.note({
      windowBounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    });
  }
}
