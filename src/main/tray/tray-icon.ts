import { nativeImage, nativeTheme, Tray } from 'electron';
import { trayIconFile } from './icon-files.ts';
import { systemMenu } from './system-menu.ts';
import type { TrayAction, TrayModel } from './tray-model.ts';

export interface TrayIconOptions {
  /** Absolute path of a file that `trayIconFile` names. */
  readonly iconPath: (file: string) => string;
  readonly platform: NodeJS.Platform;
  readonly act: (action: TrayAction) => void;
}

/** The icon in the system's tray. Shows a model; what it says is decided there. */
export class TrayIcon {
  readonly #options: TrayIconOptions;
  readonly #tray: Tray;
  #shown = '';
  #model: TrayModel | undefined;

  /** Throws where the system has no tray at all. */
  constructor(options: TrayIconOptions, model: TrayModel) {
    this.#options = options;
    this.#tray = new Tray(this.#image(model));
    this.show(model);
    nativeTheme.on('updated', () => this.#model && this.#tray.setImage(this.#image(this.#model)));
    if (options.platform === 'darwin') return;
    this.#tray.on('click', () => options.act({ kind: 'show' }));
  }

  get model(): TrayModel | undefined {
    return this.#model;
  }

  /** Touches the system only where something it shows has changed: a menu that is open must not flicker. */
  show(model: TrayModel): void {
    const before = this.#model;
    this.#model = model;
    if (before?.state !== model.state || before.count !== model.count) {
      this.#tray.setImage(this.#image(model));
      if (this.#options.platform === 'darwin')
        this.#tray.setTitle(model.count > 0 ? String(model.count) : '');
    }
    if (before?.tooltip !== model.tooltip) this.#tray.setToolTip(model.tooltip);
    const shown = JSON.stringify(model.items);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#tray.setContextMenu(systemMenu(model.items, this.#options.act));
  }

  #image({ state, count }: TrayModel): Electron.NativeImage {
    const { platform, iconPath } = this.#options;
    // The taskbar of Windows has a theme of its own beside that of the apps.
    const dark =
      platform === 'win32'
        ? nativeTheme.shouldUseDarkColorsForSystemIntegratedUI
        : nativeTheme.shouldUseDarkColors;
    const image = nativeImage.createFromPath(iconPath(trayIconFile({ state, platform, dark, count })));
    if (platform === 'darwin') image.setTemplateImage(true);
    return image;
  }
}
