// A small app that uses of Electron what the product uses. Plain JavaScript: it is run as it is.
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, nativeImage, protocol, session, Tray } from 'electron';

const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-src 'self' http://127.0.0.1:*";
const page =
  '<!doctype html><title>Sample</title><h1>Sample</h1><input type="file" multiple><a href="https://elsewhere.example/">away</a>';

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);

const seen = { secondStarts: [], navigations: [], permissions: [], senders: [] };
globalThis.seen = seen;

function openWindow() {
  const window = new BrowserWindow({
    show: false,
    width: 720,
    height: 480,
    webPreferences: { preload: join(import.meta.dirname, 'preload.cjs') },
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.setWindowOpenHandler(({ url }) => {
    seen.navigations.push(`open ${url}`);
    return { action: 'deny' };
  });
  window.webContents.on('will-navigate', (event, url) => {
    seen.navigations.push(`navigate ${url}`);
    event.preventDefault();
  });
  void window.loadURL('app://sample/index.html');
  return window;
}

if (!app.requestSingleInstanceLock({ files: process.argv.slice(2) })) app.quit();
else {
  app.on('second-instance', (_event, argv, folder, data) => seen.secondStarts.push({ argv, folder, data }));
  app.on('window-all-closed', () => {});
  await Promise.resolve();
  void app.whenReady().then(() => {
    protocol.handle('app', () => new Response(page, { headers: { 'content-type': 'text/html' } }));
    session.defaultSession.webRequest.onHeadersReceived((details, callback) => {
      callback({ responseHeaders: { ...details.responseHeaders, 'Content-Security-Policy': [policy] } });
    });
    session.defaultSession.setPermissionRequestHandler((_contents, permission, callback) => {
      seen.permissions.push(permission);
      callback(false);
    });
    ipcMain.handle('echo', (event, ...args) => {
      seen.senders.push(event.senderFrame?.url ?? null);
      return args;
    });
    ipcMain.handle('fail', () => {
      throw new RangeError('out of paper');
    });
    ipcMain.handle('later', async (event) => {
      const before = event.senderFrame;
      globalThis.pending = event;
      await globalThis.untilReleased;
      seen.late = { senderFrame: event.senderFrame, detached: before.detached };
    });
    ipcMain.on('sync', (event, value) => {
      event.returnValue = { value };
    });
    openWindow();
    const tray = new Tray(nativeImage.createEmpty());
    tray.setToolTip('3 waiting');
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { id: 'open', label: 'Open', click: () => openWindow() },
        { type: 'separator' },
        { id: 'quit', label: 'Quit', click: () => app.quit() },
      ]),
    );
    process.stdout.write('ready\n');
  });
}
