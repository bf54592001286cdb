import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemNotifier, type Toast, type ToastNews } from '../../src/main/toasts/index.ts';
import { wordsIn } from '../../src/main/words/index.ts';
import { FakeClock } from '../helpers/fake-clock.ts';
import { FakeNotificationService, isAlive } from '../helpers/fake-notification-service.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const words = wordsIn(() => 'en');
const toast: Toast = { title: 'Send it', body: 'New recipient', buttons: ['approve', 'reject'] };
const until = <T>(check: () => T) => vi.waitFor(check, { timeout: 20_000, interval: 10 });

async function open() {
  const service = new FakeNotificationService(temporaryFolder());
  const clock = new FakeClock();
  const notifier = await systemNotifier('linux', {
    clock,
    words,
    environment: { ...process.env, PATH: service.path, OPENAI_API_KEY: 'sk-secret', LANG: 'C', LC_ALL: '' },
    appName: 'Personal AI Employee',
    appId: 'unused',
  });
  onTestFinished(() => notifier.close());
  const show = (shown: Toast = toast) => {
    const news: ToastNews[] = [];
    const raised = notifier.show(shown, (one) => news.push(one));
    return { news, withdraw: () => raised.withdraw() };
  };
  return { service, clock, notifier, show };
}

describe.skipIf(process.platform === 'win32')('a toast through notify-send', () => {
  it.each([
    ['approve', { kind: 'pressed', button: 'approve' }],
    ['reject', { kind: 'pressed', button: 'reject' }],
    ['default', { kind: 'opened' }],
    ['', { kind: 'gone' }],
    ['something else', { kind: 'gone' }],
  ])('answered %j', async (action, expected) => {
    const { service, show } = await open();
    const { news } = show();
    await until(() => expect(news).toEqual([{ kind: 'shown' }]));
    await service.answer(1, action);
    await until(() => expect(news).toEqual([{ kind: 'shown' }, expected]));
  });

  it('carries untrusted text as text: no option, no markup, no escape sequence, no shell', async () => {
    const { service, show } = await open();
    show({ ...toast, title: '$(touch x) `y` "z" <b>', body: '<a href="x">pay</a> & C:\\new' });
    await until(() => expect(service.toasts).toHaveLength(1));
    expect(service.toasts[0]).toMatchObject({
      title: '$(touch x) `y` "z" <b>',
      body: '&lt;a href="x"&gt;pay&lt;/a&gt; &amp; C:\\\\new',
    });
    expect(service.toasts[0]?.arguments).toContain('--action=approve=Approve');
  });

  it('leaves the text alone where the service reads no markup', async () => {
    const { service, show } = await open();
    service.offer('actions', 'body');
    show({ ...toast, body: 'a < b' });
    await until(() => expect(service.toasts[0]?.body).toBe('a < b'));
  });

  it('gives the program no keys, and a locale that carries every text', async () => {
    const { service, show } = await open();
    show();
    await until(() => expect(service.toasts).toHaveLength(1));
    expect(service.toasts[0]?.environment).not.toContain('sk-secret');
    expect(service.toasts[0]?.environment).toContain('LC_ALL=C.UTF-8');
  });

  it('has no buttons where the service offers none, stays known and can be withdrawn', async () => {
    const { service, show } = await open();
    service.offer('body');
    const { news, withdraw } = show();
    await until(() => expect(news).toEqual([{ kind: 'shown' }]));
    expect(service.toasts[0]?.arguments.filter((argument) => argument.startsWith('--action'))).toEqual([]);
    withdraw();
    await until(() => expect(service.closed).toEqual([1]));
  });

  it('is taken off the screen when withdrawn, and its process with it', async () => {
    const { service, show } = await open();
    const { news, withdraw } = show();
    await until(() => expect(news).toEqual([{ kind: 'shown' }]));
    withdraw();
    await until(() => expect(service.closed).toEqual([1]));
    await until(() => expect(isAlive(service.toasts[0]?.pid ?? 0)).toBe(false));
    expect(news).toEqual([{ kind: 'shown' }]);
  });

  it('is taken off even when it was withdrawn while it was about to appear', async () => {
    const { service, show } = await open();
    const first = show();
    await until(() => expect(first.news).toHaveLength(1));
    const { news, withdraw } = show();
    // What the service can do is known: the program starts within this turn.
    await Promise.resolve();
    withdraw();
    await until(() => expect(service.closed).toEqual([2]));
    expect(news).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('trouble with notify-send', () => {
  it('is told when it is not installed, and over when it is', async () => {
    const { service, notifier } = await open();
    service.uninstall();
    const bare = await systemNotifier('linux', {
      clock: new FakeClock(),
      words,
      environment: { PATH: service.folder },
      appName: 'Employee',
      appId: 'unused',
    });
    const news: ToastNews[] = [];
    bare.show(toast, (one) => news.push(one));
    await until(() =>
      expect(news).toMatchObject([{ kind: 'failed', why: 'the program notify-send is not installed' }]),
    );
    await bare.close();

    service.install();
    const later: ToastNews[] = [];
    notifier.show(toast, (one) => later.push(one));
    await until(() => expect(later).toEqual([{ kind: 'shown' }]));
  });

  it('is told in the words of the program', async () => {
    const { service, show } = await open();
    service.behave('fails');
    const { news } = show();
    await until(() =>
      expect(news).toMatchObject([{ kind: 'failed', why: 'notify-send says "No bus here"' }]),
    );
  });

  it('asks anew what the service can do after a failure', async () => {
    const { service, show } = await open();
    service.behave('fails');
    const failed = show();
    await until(() => expect(failed.news).toHaveLength(1));
    service.behave('shows');
    service.offer('body');
    const { news } = show();
    await until(() => expect(news).toEqual([{ kind: 'shown' }]));
    expect(service.toasts[1]?.arguments.join()).not.toContain('--action');
  });

  it('is told when nothing answers within ten seconds, and the process is ended', async () => {
    const { service, clock, show } = await open();
    service.behave('hangs');
    const { news } = show();
    await until(() => expect(service.toasts).toHaveLength(1));
    clock.advance(9_999);
    expect(news).toEqual([]);
    clock.advance(1);
    await until(() =>
      expect(news).toMatchObject([{ kind: 'failed', why: 'the notification service does not answer' }]),
    );
    expect(isAlive(service.toasts[0]?.pid ?? 0)).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('closing', () => {
  it('takes every toast off the screen and leaves no process', async () => {
    const { service, notifier, show } = await open();
    const toasts = [show(), show(), show()];
    await until(() => expect(toasts.flatMap(({ news }) => news)).toHaveLength(3));
    const pids = service.toasts.map(({ pid }) => pid);
    expect(pids.map(isAlive)).toEqual([true, true, true]);
    await notifier.close();
    expect(pids.map(isAlive)).toEqual([false, false, false]);
    expect([...service.closed].sort()).toEqual([1, 2, 3]);
    expect(toasts.flatMap(({ news }) => news)).toHaveLength(3);
  });
});
