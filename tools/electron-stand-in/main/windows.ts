import type { BrowserWindow } from './browser-window.ts';

/** All open windows and the focused one: what `BrowserWindow`, `app` and `webContents` ask about. */
class Windows {
  readonly #open = new Set<BrowserWindow>();
  focused: BrowserWindow | null = null;

  all(): BrowserWindow[] {
    return [...this.#open];
  }

  add(window: BrowserWindow): void {
    this.#open.add(window);
  }

  remove(window: BrowserWindow): void {
    this.#open.delete(window);
  }
}

export const windows = new Windows();
