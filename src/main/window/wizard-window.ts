import type { BrowserWindow } from 'electron';
import { wizardUrl } from './page-address.ts';
import { type PageWindowOptions, PageWindows } from './page-window.ts';

const size = { width: 920, height: 720, minWidth: 560, minHeight: 480 } as const;

/**
 * The window of the restore wizard. It stands by itself, in front of nothing, and remembers nothing: closing it ends no
 * restore, and opening it again shows how far that has come.
 */
export class WizardWindow {
  readonly #options: PageWindowOptions;
  readonly #pages: PageWindows;
  #window: BrowserWindow | undefined;

  constructor(options: PageWindowOptions) {
    this.#options = options;
    this.#pages = new PageWindows(options, wizardUrl);
  }

  get browserWindow(): BrowserWindow | undefined {
    return this.#window;
  }

  owns(pageId: number): boolean {
    return this.#window !== undefined && this.#window.webContents.id === pageId;
  }

  /** Brings it to the front, and makes it when there is none. */
  show(): void {
    try {
      if (this.#window === undefined) this.#window = this.#create();
      else this.#pages.bringToFront(this.#window);
    } catch (error) {
      this.#options.logger.error('the restore wizard could not be shown', { error });
    }
  }

  close(): void {
    this.#window?.close();
  }

  #create(): BrowserWindow {
    const window = this.#pages.create(size);
    window.once('ready-to-show', () => this.show());
    window.on('closed', () => {
      if (this.#window === window) this.#window = undefined;
    });
    return window;
  }
}
