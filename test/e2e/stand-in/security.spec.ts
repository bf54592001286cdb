import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LaunchedApp } from '../support/launch-app.ts';
import { launchSample, whatWasSeen } from './sample.ts';

let app: LaunchedApp;
let page: Page;
let server: Server;
let foreign: string;
beforeAll(async () => {
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Foreign</title>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  foreign = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  app = await launchSample();
  page = await app.firstWindow();
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  server.close();
});

it('a policy from response headers stops inline scripts and requests', async () => {
  const outcome = await page.evaluate(async (address) => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.head.append(script);
    const fetched = await fetch(address).then(
      () => 'fetched',
      (error: unknown) => (error as Error).name,
    );
    return { inlineRan: 'inlineRan' in window, fetched, secure: isSecureContext };
  }, foreign);
  expect(outcome).toEqual({ inlineRan: false, fetched: 'TypeError', secure: true });
});

it('the app is asked before the page goes away or opens a window', async () => {
  await page.getByText('away').click();
  await page.evaluate(() => window.open('https://popup.example/x'));
  await page.getByText('away').click({ modifiers: ['Control'] });
  await expect
    .poll(async () => (await whatWasSeen(app)).navigations)
    .toEqual([
      'navigate https://elsewhere.example/',
      'open https://popup.example/x',
      'open https://elsewhere.example/',
    ]);
  expect(page.url()).toContain('index.html');
  expect(app.electron.windows()).toHaveLength(1);
});

it('the app is asked before the page gets a permission', async () => {
  const outcome = await page.evaluate(async () => {
    const position = await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('found'),
        ({ code }) => resolve(code),
      ),
    );
    return [await Notification.requestPermission(), position];
  });
  expect(outcome).toEqual(['denied', 1]);
  expect((await whatWasSeen(app)).permissions.toSorted()).toEqual(['geolocation', 'notifications']);
});

it('a foreign frame has no bridge, not even through its parent', async () => {
  await page.evaluate(async (address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
  }, foreign);
  const frame = page.frames().find((other) => other.url() === foreign);
  const reached = await frame?.evaluate(() => {
    try {
      return [window, window.parent].some((view) => 'sample' in view);
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(reached).toBe('SecurityError');
  const frames = () =>
    app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.frames.map(({ url, origin, parent }) => ({
        url,
        origin,
        parent: parent?.url,
      })),
    );
  await expect
    .poll(frames)
    .toEqual([{ url: foreign, origin: foreign.slice(0, -1), parent: 'app://sample/index.html' }]);
});

it('the app is asked before a foreign frame opens a window', async () => {
  const frame = page.frames().find((other) => other.url() === foreign);
  const before = (await whatWasSeen(app)).navigations.length;
  await frame?.evaluate((address) => {
    const button = document.createElement('button');
    button.textContent = 'popup';
    button.addEventListener('click', () => window.open(`${address}popup`));
    document.body.append(button);
  }, foreign);
  await frame?.getByText('popup').click();
  await expect
    .poll(async () => (await whatWasSeen(app)).navigations.slice(before))
    .toEqual([`open ${foreign}popup`]);
  expect(app.electron.windows()).toHaveLength(1);
});

it('a call whose document is gone has no sender frame any more, and nobody gets its answer', async () => {
  await app.electron.evaluate(() => {
    const { promise, resolve } = Promise.withResolvers<void>();
    Object.assign(globalThis, { untilReleased: promise, release: resolve });
  });
  await page.evaluate(() => void sample.later());
  await expect.poll(() => app.electron.evaluate(() => 'pending' in globalThis)).toBe(true);
  await page.reload();
  await app.electron.evaluate(() => (globalThis as unknown as { release: () => void }).release());
  await expect.poll(async () => (await whatWasSeen(app)).late).toEqual({ senderFrame: null, detached: true });
});

it('a foreign page in the main frame is named as the sender', async () => {
  await app.electron.evaluate(
    ({ BrowserWindow }, url) => BrowserWindow.getAllWindows()[0]?.loadURL(url),
    foreign,
  );
  await page.waitForURL(foreign);
  await page.evaluate(() => sample.echo());
  expect((await whatWasSeen(app)).senders.at(-1)).toBe(foreign);
});
