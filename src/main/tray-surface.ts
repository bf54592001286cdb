import { app } from 'electron';
import type { Clock, Timer } from '../core/clock/index.ts';
import type { Logger } from '../core/logging/index.ts';
import type { Api } from '../shared/api.ts';
import { trayIconPath } from './installed-files.ts';
import type { PreferenceBook } from './preferences/index.ts';
import type { ShellStatus } from './shell-status.ts';
import type { Publisher } from './topics/index.ts';
import {
  AppIcon,
  BackupWatch,
  systemMenu,
  type TrayAction,
  TrayIcon,
  type TrayModel,
  trayModel,
  WaitingApprovals,
} from './tray/index.ts';
import type { CurrentWords } from './words/index.ts';

/** A tray that changed twenty times a second could not be read, and menus of some systems would close. */
const redrawEveryMs = 250;

export interface TraySurfaceOptions {
  readonly clock: Clock;
  readonly api: Api;
  readonly publisher: Publisher;
  readonly status: ShellStatus;
  readonly logger: Logger;
  readonly preferences: PreferenceBook;
  readonly words: CurrentWords;
  readonly act: (action: TrayAction) => void;
}

/** Keeps the tray icon, and the app's own icon, at what the employee says. */
export class TraySurface {
  readonly #options: TraySurfaceOptions;
  readonly #waiting: WaitingApprovals;
  readonly #backup: BackupWatch;
  readonly #icon: TrayIcon | undefined;
  readonly #appIcon: AppIcon;
  #timer: Timer | undefined;

  /** @param isShown whether the session has a tray; the badge is kept without one as well */
  constructor(options: TraySurfaceOptions, isShown: boolean) {
    this.#options = options;
    const redraw = () => this.#redrawSoon();
    this.#waiting = new WaitingApprovals(options.api, options.publisher.changes, redraw);
    this.#backup = new BackupWatch(options.api, options.publisher, redraw);
    this.#icon = isShown ? this.#createIcon() : undefined;
    this.#appIcon = new AppIcon({
      app,
      menuOf: (items) => systemMenu(items, options.act),
      failed: (error) => options.logger.warn("the app's icon could not be changed", { error }),
    });
    options.publisher.status.subscribe(redraw);
    options.status.onChange(redraw);
    options.preferences.onChange(redraw);
    options.status.update({ hasTray: this.#icon !== undefined });
  }

  get icon(): TrayIcon | undefined {
    return this.#icon;
  }

  #createIcon(): TrayIcon | undefined {
    const { act, logger } = this.#options;
    try {
      return new TrayIcon({ iconPath: trayIconPath, platform: process.platform, act }, this.#model());
    } catch (error) {
      logger.error('the tray icon could not be shown', { error });
      return undefined;
    }
  }

  #model(): TrayModel {
    const { publisher, status, words } = this.#options;
    return trayModel({
      shell: status.current,
      status: publisher.status.latest,
      waiting: this.#waiting.list,
      backup: this.#backup.work,
      words: words(),
    });
  }

  #redrawSoon(): void {
    this.#timer ??= this.#options.clock.after(redrawEveryMs, () => {
      this.#timer = undefined;
      const model = this.#model();
      this.#icon?.show(model);
      this.#appIcon.show(model);
    });
  }
}
