import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme } from 'electron';
import type { Clock } from '../../core/clock/index.ts';
import type { Logger } from '../../core/logging/index.ts';
import { CrashBudget } from './crash-budget.ts';
import { pagePreferences } from './page-preferences.ts';

export interface PageWindowOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Absolute path of the built preload. */
  readonly preload: string;
  readonly icon: string | undefined;
  readonly devTools: boolean;
  /** The page has gone or is loaded anew: what it listened to ends. */
  readonly pageGone: (pageId: number) => void;
}

/**
 * The windows that one place of the app shows, one at a time: all under the same rules, and loaded again when their page
 * crashes, as long as that does not go on and on.
 */
export class PageWindows {
  readonly #options: PageWindowOptions;
  readonly #url: string;
  readonly #crashes = new CrashBudget();

  /** @param url the page, within the app's own origin */
  constructor(options: PageWindowOptions, url: string) {
    this.#options = options;
    this.#url = url;
  }

  /** Makes a window that is not shown yet, and loads its page. */
  create(
    look: Pick<BrowserWindowConstructorOptions, 'x' | 'y' | 'width' | 'height' | 'minWidth' | 'minHeight'>,
  ) {
    const { preload, icon, devTools } = this.#options;
    const window = new BrowserWindow({
      ...look,
      show: false,
      title: 'Personal AI Employee',
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1b1d' : '#ffffff',
      autoHideMenuBar: true,
      ...(icon === undefined ? {} : { icon }),
      webPreferences: { ...pagePreferences, preload, devTools },
    });
    this.#listen(window);
    this.#load(window);
    return window;
  }

  /** Brings a window to the front, wherever it is. A page that crashed too often is loaded again: a person asks for it. */
  bringToFront(window: BrowserWindow): void {
    if (window.webContents.isCrashed()) this.#load(window);
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  #load(window: BrowserWindow): void {
    window.loadURL(this.#url).catch((error: unknown) => {
      this.#options.logger.error('the page could not be loaded', { error });
    });
  }

  #listen(window: BrowserWindow): void {
    const { pageGone, logger, clock } = this.#options;
    const contents = window.webContents;
    const pageId = contents.id;
    window.on('closed', () => pageGone(pageId));
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
}
