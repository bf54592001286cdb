import { expect, it } from 'vitest';
import { startAgain } from '../support/start-again.ts';
import { chooseTrayItem, readTray } from '../support/tray.ts';
import { launchSample, onStandIn, sampleFolder, whatWasSeen } from './sample.ts';

it('the tray is seen as the app last set it, and its items can be chosen', async () => {
  await using app = await launchSample();
  await app.firstWindow();
  const tray = await readTray(app.electron);
  expect(tray?.toolTip).toBe('3 waiting');
  expect(tray?.items.map(({ id, label, type }) => id ?? (label || type))).toEqual([
    'open',
    'separator',
    'quit',
  ]);
  const [opened] = await Promise.all([
    app.electron.waitForEvent('window'),
    chooseTrayItem(app.electron, 'open'),
  ]);
  await opened.getByRole('heading').waitFor();
  await chooseTrayItem(app.electron, 'quit');
  expect(await app.exited).toBe(0);
});

it('a second start ends at once and hands its arguments to the first', async () => {
  await using app = await launchSample();
  await app.ready();
  expect(await startAgain(app, ['--now', 'a file.txt'], sampleFolder)).toBe(0);
  const [second] = (await whatWasSeen(app)).secondStarts;
  expect(second?.argv.slice(-2)).toEqual(['--now', 'a file.txt']);
  expect(second?.data).toEqual({ files: ['--now', 'a file.txt'] });
  expect(second?.folder).toBe(app.home.folder);
});

it('the app’s own arguments are those given to it', async () => {
  await using app = await launchSample({ args: ['--hidden'] });
  expect(await app.electron.evaluate(() => process.argv.slice(1))).toEqual([sampleFolder, '--hidden']);
});

it('a window that refuses to close keeps the app running', async () => {
  await using app = await launchSample();
  await app.firstWindow();
  const state = await app.electron.evaluate(({ app: electronApp, BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    window?.once('close', (event) => event.preventDefault());
    electronApp.quit();
    window?.hide();
    return { destroyed: window?.isDestroyed(), visible: window?.isVisible() };
  });
  expect(state).toEqual({ destroyed: false, visible: false });
});

it('a crashed page is told of, and loads again', async () => {
  await using app = await launchSample();
  await app.firstWindow();
  const outcome = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) return undefined;
    const gone = new Promise<string>((resolve) =>
      contents.once('render-process-gone', (_event, { reason }) => resolve(reason)),
    );
    contents.forcefullyCrashRenderer();
    const reason = await gone;
    await contents.loadURL('app://sample/again.html');
    return { reason, url: contents.getURL() };
  });
  expect(outcome).toEqual({ reason: 'crashed', url: 'app://sample/again.html' });
});

it.runIf(onStandIn)('secrets are sealed, and a system without a keyring says so', async () => {
  await using app = await launchSample({ env: { ELECTRON_STAND_IN_KEYRING: 'basic_text' } });
  const state = await app.electron.evaluate(async ({ safeStorage }) => {
    const before = await safeStorage.isAsyncEncryptionAvailable();
    safeStorage.setUsePlainTextEncryption(true);
    const sealed = await safeStorage.encryptStringAsync('open sesame');
    return {
      before,
      backend: safeStorage.getSelectedStorageBackend(),
      hidden: !sealed.includes('sesame'),
      ...(await safeStorage.decryptStringAsync(sealed)),
    };
  });
  expect(state).toEqual({
    before: false,
    backend: 'basic_text',
    hidden: true,
    result: 'open sesame',
    shouldReEncrypt: false,
  });
});
