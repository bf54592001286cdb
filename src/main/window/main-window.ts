import { type BrowserWindow, nativeTheme, screen } from 'electron';
import type { Timer } from '../../core/clock/index.ts';
import type { PreferenceBook } from '../preferences/index.ts';
import { minimumSize, windowBounds } from './bounds.ts';
import { pageUrl } from './page-address.ts';
import { type PageWindowOptions, PageWindows } from './page-window.ts';

const rememberAfterMs = 500;

export interface MainWindowOptions extends PageWindowOptions {
  readonly preferences: PreferenceBook;
  /** Whether windows may close for good. */
  readonly isQuitting: () => boolean;
  readonly hasTray: () => boolean;
  /** The person closed the window, and the employee goes on behind the tray icon. */
  readonly hidden: () => void;
}

/** The window of the screens. It can be closed, hidden, crash or never open: the employee does not depend on it. */
export class MainWindow {
  readonly #options: MainWindowOptions;
  readonly #pages: PageWindows;
  #window: BrowserWindow | undefined;
  #remember: Timer | undefined;

  constructor(options: MainWindowOptions) {
    this.#options = options;
    this.#pages = new PageWindows(options, pageUrl);
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
      if (this.#window === undefined) this.#window = this.#create();
      else this.#pages.bringToFront(this.#window);
    } catch (error) {
      // Such as no display: the employee goes on without its window.
      this.#options.logger.error('the window could not be shown', { error });
    }
  }

  #create(): BrowserWindow {
    const { preferences } = this.#options;
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const window = this.#pages.create({
      ...windowBounds(preferences.get('windowBounds'), areas),
      minWidth: minimumSize.width,
      minHeight: minimumSize.height,
    });
    if (preferences.get('maximized')) window.maximize();
    this.#listen(window);
    return window;
  }

  #listen(window: BrowserWindow): void {
    window.once('ready-to-show', () => this.show());
    window.on('close', (event) => this.#close(window, event));
    window.on('closed', () => {
      if (this.#window === window) this.#window = undefined;
    });
    window.on('resize', () => this.#rememberSoon(window));
    window.on('move', () => this.#rememberSoon(window));
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
