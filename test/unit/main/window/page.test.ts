import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInside } from '../../../../src/core/files/index.ts';
import { isOurPage, pageFile } from '../../../../src/main/window/page-address.ts';
import { contentSecurityPolicy } from '../../../../src/main/window/page-headers.ts';
import { pagePreferences } from '../../../../src/main/window/page-preferences.ts';
import { isPermitted } from '../../../../src/main/window/permissions.ts';
import { servePage } from '../../../../src/main/window/serve-page.ts';

const root = '/app/out/renderer';

describe('the page of the app', () => {
  it('is served with its type, under a policy that lets nothing else in', async () => {
    const read: string[] = [];
    const serve = servePage(root, async (path) => {
      read.push(path);
      return new TextEncoder().encode('<p>');
    });
    const response = await serve({ method: 'GET', url: 'app://employee/' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<p>');
    expect(read).toEqual([join(root, 'index.html')]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-security-policy': contentSecurityPolicy,
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  it('allows no inline code, no evaluation, no other origin and no HTML from text', () => {
    const directives = new Map(
      contentSecurityPolicy.split('; ').map((directive) => {
        const [name, ...values] = directive.split(' ');
        return [name, values.join(' ')] as const;
      }),
    );
    expect(directives.get('default-src')).toBe("'none'");
    for (const name of ['script-src', 'style-src', 'font-src']) expect(directives.get(name)).toBe("'self'");
    for (const name of [
      'object-src',
      'frame-src',
      'frame-ancestors',
      'form-action',
      'base-uri',
      'worker-src',
    ])
      expect(directives.get(name)).toBe("'none'");
    expect(directives.get('require-trusted-types-for')).toBe("'script'");
    // Not said, so that the default counts: the page asks nobody, not even the app's own origin.
    expect(directives.has('connect-src')).toBe(false);
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*/);
  });

  it.each([
    ['another method', 'POST', 'app://employee/index.html', 405],
    ['a file that is not there', 'GET', 'app://employee/missing.js', 404],
    ['another host', 'GET', 'app://evil/index.html', 404],
    ['a type it has no use for', 'GET', 'app://employee/index.exe', 404],
    ['a hidden file', 'GET', 'app://employee/.env.json', 404],
  ])('refuses %s, with the same headers', async (_what, method, url, status) => {
    const serve = servePage(root, () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOENT' })));
    const response = await serve({ method, url });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  });

  it.each([
    'app://employee/../../../etc/passwd.json',
    'app://employee/%2e%2e/%2e%2e/secrets.json',
    'app://employee/..%2f..%2fsecrets.json',
    'app://employee/a/..%5c..%5csecrets.json',
    'app://employee//etc/passwd.json',
    'app://employee/C:/secrets.json',
    'app://employee/a%00.json',
    'app://employee/assets/./x.json',
  ])('never leads out of its folder: %s', (url) => {
    const file = pageFile(root, url);
    expect(file === undefined || isInside(root, file.path)).toBe(true);
    expect(file?.path ?? '').not.toContain('..');
  });

  it('never leads out of its folder, whatever the address', () => {
    const segment = fc.oneof(
      fc.string(),
      fc.constantFrom('..', '%2e%2e', '%2F', '\\', '.', '~', 'C:', '%00'),
    );
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 6 }), (segments) => {
        const file = pageFile(root, `app://employee/${segments.join('/')}.json`);
        if (file) expect(isInside(root, file.path)).toBe(true);
      }),
    );
  });

  it('is recognised by its origin, not by what its address begins with', () => {
    expect(isOurPage('app://employee/index.html#/tasks')).toBe(true);
    for (const url of [
      ...[
        'app://employee.evil/',
        'app://evil/employee',
        'app:employee',
        'app://me@employee/',
        'https://employee/',
      ],
      ...['file:///app/out/renderer/index.html', 'about:blank', 'data:text/html,x', ''],
    ])
      expect(isOurPage(url)).toBe(false);
  });

  it('has no way to the machine but its bridge', () => {
    expect(pagePreferences).toEqual({
      ...{ sandbox: true, contextIsolation: true, webSecurity: true, safeDialogs: true },
      ...{ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false },
      ...{ allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false },
      ...{ navigateOnDragDrop: false, spellcheck: false },
    });
  });

  it('may put text on the clipboard, and nothing else', () => {
    const here = 'app://employee/';
    const asked = [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'fullscreen',
      'usb',
    ];
    expect(asked.filter((permission) => isPermitted(permission, here))).toEqual([]);
    expect(isPermitted('clipboard-sanitized-write', here)).toBe(true);
    expect(isPermitted('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
  });
});
