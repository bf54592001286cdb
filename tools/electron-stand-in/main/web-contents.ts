import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from './app.ts';
import type { BrowserWindow } from './browser-window.ts';
import { allContents } from './contents-registry.ts';
import { FrameTree } from './frame-tree.ts';
import { host, warn } from './host.ts';
import { IpcMain } from './ipc-main.ts';
import { imitates, LoudEmitter, preventable } from './loud.ts';
import { NativeImage } from './native-image.ts';
import { emulatedMedia } from './native-theme.ts';
import { codec, PageMessages } from './page-messages.ts';
import { answerPageQuestions } from './page-questions.ts';
import { bindingName } from './page-scripts.ts';
import { PageTarget } from './page-target.ts';
import { RequestInterception } from './request-interception.ts';
import { schemes } from './schemes.ts';
import { type Session, session } from './session.ts';
import { contentsEventNames, type WebPreferences, type WindowOpenHandler } from './web-contents-types.ts';
import type { WebFrameMain } from './web-frame-main.ts';

let lastId = 0;

export interface ContentsOptions {
  readonly width: number;
  readonly height: number;
  readonly webPreferences: WebPreferences;
}

/** One page: its loading, its messages, its wishes to go elsewhere. */
export class WebContents extends LoudEmitter {
  readonly id: number;
  readonly session: Session;
  readonly ipc = new IpcMain();
  readonly #owner: BrowserWindow;
  readonly #preloadPath: string | undefined;
  readonly #target: Promise<PageTarget>;
  readonly #frames: FrameTree;
  #page: PageTarget | undefined;
  #destroyed = false;
  #crashed = false;
  #loading = false;
  #title = '';
  #zoomFactor = 1;
  /** The address that `loadURL` or `reload` asked for: going there is not the page's wish. */
  #expectedUrl: string | undefined;
  /** The loader of the document that was last loaded to its end. */
  #lastLoader: string | undefined;
  #whenLoaded: (() => void) | undefined;
  #windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' });

  constructor(owner: BrowserWindow, { width, height, webPreferences }: ContentsOptions) {
    super(contentsEventNames);
    lastId += 1;
    this.id = lastId;
    this.#owner = owner;
    this.session = webPreferences.session ?? session.fromPartition(webPreferences.partition ?? '');
    this.#preloadPath = webPreferences.preload;
    this.#frames = new FrameTree(this);
    const additionalArguments = webPreferences.additionalArguments ?? [];
    this.#target = this.#open({ width, height, preload: this.#preloadPath, additionalArguments });
    this.#target.catch((error: unknown) => this.#destroyed || warn(`a window failed: ${String(error)}`));
    allContents.add(this);
    setImmediate(() => app.emit('web-contents-created', {}, this));
  }

  async #open(options: Parameters<PageTarget['prepare']>[0]): Promise<PageTarget> {
    const target = await PageTarget.open(options);
    this.#page = target;
    this.#frames.watch(target.session, target.id);
    this.#watch(target);
    const messages = new PageMessages(this, target, this.#frames);
    target.session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === bindingName) messages.receive(payload, executionContextId);
    });
    await Promise.all([
      target.prepare(options),
      new RequestInterception(this, target.session).start(),
      answerPageQuestions(target.session, (text) => messages.answerSync(text)),
      target.session.send('Emulation.setEmulatedMedia', emulatedMedia()),
    ]);
    return target;
  }

  #watch({ session: page }: PageTarget): void {
    page.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) this.emit('did-navigate', {}, this.getURL(), 200, 'OK');
      const isMainFrame = frame.parentId === undefined;
      this.emit('did-frame-navigate', {}, schemes.fromWeb(frame.url), 200, 'OK', isMainFrame, 0, 0);
    });
    page.on('Page.navigatedWithinDocument', ({ url }) =>
      this.emit('did-navigate-in-page', {}, schemes.fromWeb(url), true, 0, 0),
    );
    page.on('Page.domContentEventFired', () => this.emit('dom-ready', {}));
    page.on('Page.lifecycleEvent', ({ frameId, loaderId, name }) => {
      // The empty document that a page starts with is not one that was loaded.
      if (name !== 'load' || !this.isMainFrame(frameId) || this.getURL() === '') return;
      this.#loaded(loaderId).catch(() => undefined);
    });
    page.on('Page.frameRequestedNavigation', ({ frameId, url }) => {
      // The others come as requests; these Chromium would hand to another program.
      if (!/^(https?|file|data|about|blob|javascript|chrome-error):/i.test(url))
        this.mayNavigate(frameId, url, false);
    });
    page.on('Page.downloadWillBegin', ({ url, guid, suggestedFilename }) => {
      const item = {
        getURL: () => url,
        getFilename: () => suggestedFilename,
        cancel: () => cancelDownload(guid),
      };
      const event = preventable({});
      this.session.emit('will-download', event, item, this);
      if (event.defaultPrevented) cancelDownload(guid);
    });
    page.on('Runtime.consoleAPICalled', ({ type, args }) => {
      const message = args.map(({ value, description }) => String(value ?? description)).join(' ');
      this.emit('console-message', {
        level: type,
        message,
        lineNumber: 0,
        sourceId: '',
        frame: this.mainFrame,
      });
    });
    page.on('Inspector.targetCrashed', () => {
      this.#crashed = true;
      this.#frames.dispose();
      const details = { reason: 'crashed', exitCode: 5 };
      this.emit('render-process-gone', {}, details);
      app.emit('render-process-gone', {}, this, details);
    });
  }

  async #loaded(loaderId: string): Promise<void> {
    const title = await this.executeJavaScript('document.title');
    this.#loading = false;
    this.#title = String(title);
    this.emit('page-title-updated', preventable({}), this.#title, true);
    this.emit('did-stop-loading', {});
    this.emit('did-frame-finish-load', {}, true, 0, 0);
    this.emit('did-finish-load', {});
    this.#lastLoader = loaderId;
    this.#whenLoaded?.();
  }

  async loadURL(url: string, _options: object = {}): Promise<void> {
    this.#loading = true;
    this.emit('did-start-loading', {});
    const { session: page } = await this.#target;
    this.#expectedUrl = url;
    const { errorText, loaderId } = await page.send('Page.navigate', { url: schemes.toWeb(url) });
    this.#crashed = false;
    if (errorText !== undefined) {
      this.#loading = false;
      const code = errorText.replace('net::', '');
      this.emit('did-fail-load', {}, -2, code, url, true, 0, 0);
      throw Object.assign(new Error(`${code} (-2) loading '${url}'`), { errno: -2, code, url });
    }
    // Without a loader it went to another place in the same document.
    if (loaderId !== undefined) await this.#untilLoaded(loaderId);
  }

  async #untilLoaded(loaderId: string): Promise<void> {
    while (this.#lastLoader !== loaderId && !this.#destroyed)
      await new Promise<void>((resolve) => {
        this.#whenLoaded = resolve;
      });
  }

  loadFile(file: string, options: { readonly hash?: string; readonly search?: string } = {}): Promise<void> {
    const url = pathToFileURL(resolve(host.application.path, file));
    url.hash = options.hash ?? '';
    url.search = options.search ?? '';
    return this.loadURL(url.href);
  }

  reload(): void {
    this.#expectedUrl = this.getURL();
    if (this.#crashed) void this.loadURL(this.getURL());
    else this.#tell('Page.reload');
  }

  /**
   * Asks the app whether a frame may go to `url`, unless the app sent it there itself. For the interception of
   * requests.
   */
  mayNavigate(frameId: string, url: string, isRedirect: boolean): boolean {
    const isMainFrame = this.isMainFrame(frameId);
    if (
      isMainFrame &&
      this.#expectedUrl !== undefined &&
      withoutHash(this.#expectedUrl) === withoutHash(url)
    ) {
      this.#expectedUrl = undefined;
      return true;
    }
    if (isMainFrame && !isRedirect && withoutHash(url) === withoutHash(this.getURL())) return true;
    const frame = this.#frames.byId(frameId) ?? null;
    const event = preventable({ url, isMainFrame, isSameDocument: false, frame, initiator: frame });
    if (isRedirect) this.emit('will-redirect', event, url, false, isMainFrame, 0, 0);
    else {
      this.emit('will-frame-navigate', event);
      if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event, url, false, true, 0, 0);
    }
    return !event.defaultPrevented;
  }

  isMainFrame(frameId: string): boolean {
    return frameId === this.#page?.id;
  }

  /** A page's wish for a window of its own: `window.open`, a link with a target, a popup from a sub-frame. */
  openWindow(url: string, frameName: string, features: string): void {
    const referrer = { url: this.getURL(), policy: 'strict-origin-when-cross-origin' };
    const details = {
      url: schemes.fromWeb(url),
      frameName,
      features,
      disposition: 'foreground-tab',
      referrer,
    };
    const answer = this.#windowOpenHandler(details);
    if (answer.action !== 'allow') return;
    const window = this.#owner.openAnother(answer.overrideBrowserWindowOptions ?? {});
    this.emit('did-create-window', window, details);
    void window.loadURL(details.url);
  }

  send(channel: string, ...args: unknown[]): void {
    this.#refuseWhenDestroyed();
    const context = this.#frames.preloadContext;
    // Before its preload has run a document has no listeners yet.
    if (context !== undefined)
      this.#page?.deliver({ type: 'event', channel, args: codec.encode(args) }, context);
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const { session: page } = await this.#target;
    const { result, exceptionDetails } = await page.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async capturePage(): Promise<NativeImage> {
    const { session: page } = await this.#target;
    const { data } = await page.send('Page.captureScreenshot', { format: 'png' });
    return new NativeImage(Buffer.from(data, 'base64'));
  }

  /** Lays the page out as zooming does: fewer, larger CSS pixels in the same window. */
  setZoomFactor(factor: number): void {
    this.#zoomFactor = factor;
    const { width, height } = this.#owner.getContentBounds();
    if (factor === 1) this.#tell('Emulation.clearDeviceMetricsOverride');
    else
      this.#tell('Emulation.setDeviceMetricsOverride', {
        width: Math.round(width / factor),
        height: Math.round(height / factor),
        deviceScaleFactor: factor,
        mobile: false,
      });
  }

  getZoomFactor = (): number => this.#zoomFactor;
  setZoomLevel = (level: number): void => this.setZoomFactor(1.2 ** level);
  getZoomLevel = (): number => Math.log(this.#zoomFactor) / Math.log(1.2);
  setVisualZoomLevelLimits = async (_minimum: number, _maximum: number): Promise<void> => undefined;
  setWindowOpenHandler = (handler: WindowOpenHandler): void => {
    this.#windowOpenHandler = handler;
  };
  setBackgroundThrottling = (_allowed: boolean): void => undefined;
  setUserAgent = (_userAgent: string): void => undefined;
  /** Developer tools stay shut: the page already has a debugger. */
  openDevTools = (): void => undefined;
  closeDevTools = (): void => undefined;
  toggleDevTools = (): void => undefined;
  isDevToolsOpened = (): boolean => false;
  stop = (): void => this.#tell('Page.stopLoading');
  focus = (): void => this.#tell('Page.bringToFront');
  isFocused = (): boolean => this.#owner.isFocused();
  undo = (): void => this.#edit('undo');
  redo = (): void => this.#edit('redo');
  cut = (): void => this.#edit('cut');
  copy = (): void => this.#edit('copy');
  paste = (): void => this.#edit('paste');
  selectAll = (): void => this.#edit('selectAll');
  forcefullyCrashRenderer = (): void => this.#tell('Page.crash');
  reloadIgnoringCache = (): void => this.reload();
  isDestroyed = (): boolean => this.#destroyed;
  isCrashed = (): boolean => this.#crashed;
  isLoading = (): boolean => this.#loading;
  isLoadingMainFrame = (): boolean => this.#loading;
  getTitle = (): string => this.#title;
  getURL = (): string => (this.mainFrame.detached ? '' : this.mainFrame.url);
  getType = (): string => 'window';
  getOSProcessId = (): number => process.pid;
  getProcessId = (): number => process.pid;
  getOwnerBrowserWindow = (): BrowserWindow => this.#owner;

  get mainFrame(): WebFrameMain {
    return this.#frames.main;
  }

  get zoomFactor(): number {
    return this.#zoomFactor;
  }
  set zoomFactor(factor: number) {
    this.setZoomFactor(factor);
  }

  /** For `webContents.fromDevToolsTargetId`, by which Playwright finds a page's window. */
  get targetId(): string | undefined {
    return this.#page?.id;
  }

  get preloadPath(): string | undefined {
    return this.#preloadPath;
  }

  updateMedia(): void {
    this.#tell('Emulation.setEmulatedMedia', emulatedMedia());
  }

  /** Resolves once the page is there, for what only Chromium's window can do. */
  whenOpen(): Promise<PageTarget> {
    return this.#target;
  }

  close(_options?: object): void {
    this.#owner.close();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    allContents.remove(this);
    this.#frames.dispose();
    this.emit('destroyed');
    this.#whenLoaded?.();
    this.#target.then((target) => target.close()).catch(() => undefined);
  }

  #edit(command: string): void {
    void this.executeJavaScript(`document.execCommand('${command}')`, true).catch(() => undefined);
  }

  #refuseWhenDestroyed(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }

  readonly #tell: PageTarget['session']['tell'] = (...args) => {
    this.#target.then(({ session: page }) => page.tell(...args)).catch(() => undefined);
  };
}
imitates(WebContents, 'webContents', import.meta.url);

function cancelDownload(guid: string): void {
  host.connection.browser.tell('Browser.cancelDownload', { guid });
}

function withoutHash(url: string): string {
  const start = url.indexOf('#');
  const bare = start < 0 ? url : url.slice(0, start);
  // Chromium adds the path that an address without one leaves out.
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?]*$/i.test(bare) ? `${bare}/` : bare;
}
