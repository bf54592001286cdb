import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LaunchedApp } from '../support/launch-app.ts';
import { launchSample, onStandIn, sampleFolder, whatWasSeen } from './sample.ts';

let app: LaunchedApp;
let page: Page;
beforeAll(async () => {
  app = await launchSample();
  page = await app.firstWindow();
});
afterAll(async () => app[Symbol.asyncDispose]());

/** The message of what `run` throws in the page. */
const failure = (run: () => unknown) =>
  page.evaluate(
    `(async () => { try { await (${run})(); return 'nothing thrown'; } catch (error) { return error.message; } })()`,
  );

describe('the preload’s world', () => {
  it('is not the page’s: only what was exposed is there, and it is frozen', async () => {
    const inPage = await page.evaluate(() => ({
      names: ['require', 'process', 'module', 'onlyInPreload', '__electronStandIn'].filter(
        (name) => name in globalThis,
      ),
      frozen: [sample, sample.nested, sample.nested.list].every(Object.isFrozen),
      isDate: sample.nested.when instanceof Date,
    }));
    expect(inPage).toEqual({ names: [], frozen: true, isDate: true });
  });

  it('is not there in frames within the page', async () => {
    const inFrame = await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = `${location.origin}/inner.html`;
      document.body.append(frame);
      await new Promise((resolve) => frame.addEventListener('load', resolve));
      const has = 'sample' in (frame.contentWindow ?? {});
      frame.remove();
      return has;
    });
    expect(inFrame).toBe(false);
  });

  it('takes callbacks and gives values at once, errors with their message', async () => {
    expect(await page.evaluate(() => sample.twice((value) => value * 10))).toEqual([10, 20]);
    expect(await page.evaluate(() => sample.sync([new Date(5)]))).toEqual({ value: [new Date(5)] });
    expect(await failure(() => sample.refuse())).toBe('not allowed');
  });

  it('knows where a chosen file is, and nothing of one made in the page', async () => {
    const files = ['main.js', 'preload.cjs'].map((name) => join(sampleFolder, name));
    await page.setInputFiles('input', files);
    const chosen = () => {
      const input = document.querySelector('input');
      return Array.from(input?.files ?? [], (file) => sample.pathOf(file));
    };
    expect(await page.evaluate(chosen)).toEqual(files);
    const moved = () => {
      const dropped = new DataTransfer();
      for (const file of document.querySelector('input')?.files ?? []) dropped.items.add(file);
      return Array.from(dropped.files, (file) => sample.pathOf(file));
    };
    expect(await page.evaluate(moved)).toEqual(files);
    expect(await page.evaluate(() => sample.pathOf(new File(['text'], 'main.js')))).toBe('');
  });
});

describe('messages', () => {
  it('carry what can be cloned, cycles included', async () => {
    const answer = await page.evaluate(async () => {
      const cyclic: { self?: unknown } = {};
      cyclic.self = cyclic;
      const sent = [
        1n,
        -0,
        Number.NaN,
        undefined,
        new Map([['a', new Set([1])]]),
        new Uint8Array([1, 2]),
        cyclic,
      ];
      const [big, zero, nan, nothing, map, bytes, cycle] = await sample.echo(...sent);
      return {
        big: String(big),
        zero: Object.is(zero, -0),
        nan,
        nothing,
        map: map instanceof Map && map.get('a').has(1),
        bytes: bytes instanceof Uint8Array && [...bytes],
        cycle: (cycle as typeof cyclic).self === cycle,
      };
    });
    expect(answer).toEqual({
      big: '1',
      zero: true,
      nan: Number.NaN,
      nothing: undefined,
      map: true,
      bytes: [1, 2],
      cycle: true,
    });
  });

  it('name the page they come from by its own address', async () => {
    await page.evaluate(() => sample.echo());
    expect((await whatWasSeen(app)).senders.at(-1)).toBe('app://sample/index.html');
  });

  it('fail with the handler’s error, for an unknown channel, and for what cannot be cloned', async () => {
    expect(await failure(() => sample.fail())).toBe(
      "Error invoking remote method 'fail': RangeError: out of paper",
    );
    expect(await failure(() => sample.unknown())).toMatch(/No handler registered for 'no such channel'/);
    expect(await failure(() => sample.echo(Symbol('s')))).toBe('An object could not be cloned.');
  });

  it('are pushed to the page until it has had enough', async () => {
    await page.evaluate(() => {
      const got: unknown[] = [];
      Object.assign(globalThis, { got, stop: sample.onPush((...args) => got.push(args)) });
    });
    const push = (value: number) =>
      app.electron.evaluate(({ BrowserWindow }, sent) => {
        for (const window of BrowserWindow.getAllWindows())
          window.webContents.send('push', sent, new Date(sent));
      }, value);
    await push(1);
    await page.waitForFunction('got.length === 1');
    await page.evaluate('stop()');
    await push(2);
    await page.evaluate(() => sample.echo());
    expect(await page.evaluate('got')).toEqual([[1, new Date(1)]]);
  });
});

describe.runIf(onStandIn)('what is not imitated', () => {
  it('throws in the main process, naming the file to add it to', async () => {
    const messages = await app.electron.evaluate((electron) => {
      const window = electron.BrowserWindow.getAllWindows()[0];
      const reads: (() => unknown)[] = [
        () => Reflect.get(electron, 'desktopCapturer'),
        () => Reflect.get(electron.app, 'moveToApplicationsFolder'),
        () => Reflect.get(electron.BrowserWindow, 'addDevToolsExtension'),
        () => window && Reflect.get(window, 'previewFile'),
        () => window?.webContents.on('did-change-theme-color', () => undefined),
        () => Reflect.get(electron.shell, 'readShortcutLink'),
      ];
      return reads.map((read) => {
        try {
          return `read ${String(read())}`;
        } catch (error) {
          return String(error).replace(/^Error: electron stand-in: /, '');
        }
      });
    });
    expect(messages).toEqual([
      'electron.desktopCapturer is not imitated. Add it in tools/electron-stand-in/main/electron.ts.',
      'app.moveToApplicationsFolder is not imitated. Add it in tools/electron-stand-in/main/app.ts.',
      'BrowserWindow.addDevToolsExtension is not imitated. Add it in tools/electron-stand-in/main/browser-window.ts.',
      'BrowserWindow.previewFile is not imitated. Add it in tools/electron-stand-in/main/browser-window.ts.',
      "webContents.on('did-change-theme-color') is not imitated. Add it in tools/electron-stand-in/main/web-contents.ts.",
      'shell.readShortcutLink is not imitated. Add it in tools/electron-stand-in/main/shell.ts.',
    ]);
  });

  it('throws in the preload', async () => {
    expect(await failure(() => sample.missing())).toMatch(
      /^electron stand-in: ipcRenderer.postMessage is not imitated/,
    );
  });
});
