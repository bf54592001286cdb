import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bridge } from '../../../src/shared/ipc/bridge.ts';
import { channelNames } from '../../../src/shared/ipc/names.ts';
import { hostileUrls } from '../../unit/main/window/hostile-urls.ts';
import { type LaunchedApp, launchApp } from '../support/launch-app.ts';
import { answerDialogs, openedOutside, recordOpened } from '../support/outside.ts';
import { ask, hook } from './app.ts';

let app: LaunchedApp;
let page: Page;

beforeAll(async () => {
  app = await launchApp();
  page = await app.firstWindow();
  await app.ready();
  await recordOpened(app.electron);
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
});

describe('the window', () => {
  it('is without Node', async () => {
    const names = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'];
    const found = await page.evaluate((all) => all.filter((name) => name in globalThis), names);
    expect(found).toEqual([]);
  });

  it('shows the app under its own origin, with a policy that forbids inline and remote code', async () => {
    const ran = await page.evaluate(`(async () => {
      const script = document.createElement('script');
      let refusedText = false;
      try {
        script.textContent = 'globalThis.inlineRan = true';
      } catch {
        refusedText = true;
      }
      document.head.append(script);
      const fetched = (url) => fetch(url).then(() => 'fetched', () => 'refused');
      const answers = await Promise.all(['https://example.com', '/index.html'].map(fetched));
      return { inline: globalThis.inlineRan ?? false, refusedText, answers };
    })()`);
    expect(ran).toEqual({ inline: false, refusedText: true, answers: ['refused', 'refused'] });
  });

  it('turns no text into HTML', async () => {
    const outcome = await page.evaluate(`(() => {
      try {
        document.body.innerHTML = '<img src=x onerror=alert(1)>';
        return 'written';
      } catch (error) {
        return error.name;
      }
    })()`);
    expect(outcome).toBe('TypeError');
  });

  it('navigates nowhere and opens no other window', async () => {
    const before = page.url();
    for (const attempt of [
      "location.href = 'https://evil.example/'",
      "location.href = 'file:///etc/passwd'",
      "location.href = 'data:text/html,x'",
      "void open('https://evil.example/')",
      'void open(location.href)',
      "{ const a = document.createElement('a'); a.href = 'https://evil.example/'; document.body.append(a); a.click(); a.remove(); }",
    ])
      await page.evaluate(attempt);
    expect(await ask(page, 'shell.state')).toMatchObject({ ok: true });
    expect(page.url()).toBe(before);
    expect(app.electron.windows()).toHaveLength(1);
    expect(await openedOutside(app.electron)).toEqual([]);
  });

  it('is granted no permission', async () => {
    const answers = await page.evaluate(`Promise.all([
      navigator.mediaDevices?.getUserMedia({ video: true }).then(() => 'granted', () => 'denied') ?? 'denied',
      new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(() => resolve('granted'), () => resolve('denied'));
      }),
      Notification.requestPermission().then((answer) => answer === 'granted' ? 'granted' : 'denied'),
    ])`);
    expect(answers).toEqual(['denied', 'denied', 'denied']);
  });

  it('opens none of many hostile addresses, and a good one only after its host was seen', async () => {
    await answerDialogs(app.electron, { button: 1 });
    for (const url of hostileUrls) await ask(page, 'open.link', { url });
    expect(await openedOutside(app.electron)).toEqual([]);
    await answerDialogs(app.electron, { button: 0 });
    expect(await ask(page, 'open.link', { url: 'https://example.com/' })).toEqual({
      ok: true,
      value: { opened: false },
    });
    expect(await openedOutside(app.electron)).toEqual([]);
    await answerDialogs(app.electron, { button: 1 });
    await ask(page, 'open.link', { url: 'https://example.com/' });
    expect(await openedOutside(app.electron)).toEqual([
      { by: 'openExternal', target: 'https://example.com/' },
    ]);
  });

  it('cannot name a path, reach a channel beside the contract, or listen to one', async () => {
    const before = await hook(app.electron, 'refused');
    for (const [name, params] of [
      ['tasks.add', { path: '/etc/passwd' }],
      ['files.drop', { paths: ['/etc/passwd'] }],
      ['audit.export', { format: 'csv', path: '/tmp/x' }],
      ['stop', {}],
      ['__proto__', {}],
    ] as const)
      expect(await ask(page, name, params)).toMatchObject({ ok: false });
    expect(await ask(page, 'tasks.show', { id: '../../x', and: 'more' })).toMatchObject({ ok: false });
    expect(await ask(page, 'workspace.open', { path: '/etc', trust: true })).toMatchObject({ ok: false });
    expect(await hook(app.electron, 'refused')).toBe(before + 1);
    expect(readdirSync(join(app.workspace, 'watch_inbox'))).toEqual([]);
  });

  it('is refused whatever does not fit a channel to the letter, on every channel', async () => {
    const before = await hook(app.electron, 'refused');
    const payloads = fc.sample(fc.json(), { numRuns: 20, seed: 7 }).map((json) => `{"and":${json}}`);
    const answers = await page.evaluate(
      ([names, all]) => {
        const { employee } = globalThis as unknown as { employee: Bridge };
        const calls = names.flatMap((name) => all.map((params) => [name, params] as const));
        return calls.reduce<Promise<boolean[]>>(async (earlier, [name, params]) => {
          const oks = await earlier;
          const { ok } = await employee.call(name as 'status', JSON.parse(params));
          return [...oks, ok];
        }, Promise.resolve([]));
      },
      [[...channelNames], payloads] as const,
    );
    expect(answers).toHaveLength(channelNames.length * payloads.length);
    expect(answers).not.toContain(true);
    expect(await hook(app.electron, 'refused')).toBe(before + answers.length);
    expect(await ask(page, 'status')).toMatchObject({ ok: true });
  });

  it('gives a frame inside the page no bridge', async () => {
    const answer = await page.evaluate(`(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const has = frame.contentWindow !== null && 'employee' in frame.contentWindow;
      frame.remove();
      return has;
    })()`);
    expect(answer).toBe(false);
  });
});

describe('the built page', () => {
  it('holds no inline script or style', () => {
    const html = readFileSync(join(import.meta.dirname, '../../../out/renderer/index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|style=/);
  });
});
