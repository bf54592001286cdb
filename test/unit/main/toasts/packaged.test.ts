import { describe, expect, it } from 'vitest';
import { MacNotifier } from '../../../../src/main/toasts/packaged/mac-notifier.ts';
import type { NotifyCallback, NotifyOptions } from '../../../../src/main/toasts/packaged/notify.ts';
import { WindowsNotifier } from '../../../../src/main/toasts/packaged/windows-notifier.ts';
import type { Toast, ToastNews } from '../../../../src/main/toasts/toast.ts';
import { wordsIn } from '../../../../src/main/words/index.ts';
import type { Language } from '../../../../src/shared/i18n/index.ts';

const words = wordsIn(() => 'en');
const toast: Toast = { title: 'Send it', body: 'New recipient', buttons: ['approve', 'reject'] };

/** node-notifier in the test's hands. */
class Calls {
  readonly made: NotifyOptions[] = [];
  answer: NotifyCallback = () => undefined;

  notify(options: NotifyOptions, callback: NotifyCallback): void {
    this.made.push(options);
    if (!('close' in options || 'remove' in options)) this.answer = callback;
  }
}

function windows() {
  const calls = new Calls();
  return { calls, notifier: new WindowsNotifier({ notifier: calls, appId: 'app', firstId: 100, words }) };
}

function mac() {
  const calls = new Calls();
  return { calls, notifier: new MacNotifier({ notifier: calls, groupPrefix: 'app', words }) };
}

const shown: ToastNews = { kind: 'shown' };
const approved: ToastNews = { kind: 'pressed', button: 'approve' };

describe('Windows', () => {
  it.each<[string, ToastNews[]]>([
    ['approve', [shown, approved]],
    ['approve\0\0\0', [shown, approved]],
    ['reject', [shown, { kind: 'pressed', button: 'reject' }]],
    ['activate', [shown, { kind: 'opened' }]],
    ['dismissed', [shown, { kind: 'gone' }]],
    ['review', [shown, { kind: 'gone' }]],
    // It slid into the notification centre, from where it can still be withdrawn.
    ['timeout', [shown]],
  ])('answers %j', (response, expected) => {
    const { calls, notifier } = windows();
    const news: ToastNews[] = [];
    notifier.show(toast, (one) => news.push(one));
    calls.answer(null, response);
    // SnoreToast's failures make node-notifier call back twice.
    calls.answer(null, 'approve');
    expect(news).toEqual(expected);
  });

  it.each([
    [new Error('not found'), 'not found'],
    [null, 'Windows did not show one'],
  ])('tells a failure: %s', (error, why) => {
    const { calls, notifier } = windows();
    const news: ToastNews[] = [];
    notifier.show(toast, (one) => news.push(one));
    calls.answer(error);
    expect(news).toMatchObject([{ kind: 'failed', why }]);
  });

  it('withdraws by id, also after the toast timed out, but not what is gone', () => {
    const { calls, notifier } = windows();
    const raised = [1, 2].map(() => {
      const one = notifier.show(toast, () => undefined);
      return { one, answer: calls.answer };
    });
    raised[0]?.answer(null, 'timeout');
    raised[1]?.answer(null, 'dismissed');
    for (const { one } of raised) one.withdraw();
    expect(calls.made.slice(2)).toEqual([{ close: 100, appID: 'app' }]);
  });
});

describe('macOS', () => {
  it.each<[string, string, ToastNews[]]>([
    ['actionClicked', 'Approve', [shown, approved]],
    ['actionClicked', 'Something else', [shown, { kind: 'gone' }]],
    ['contentsClicked', '', [shown, { kind: 'opened' }]],
    ['closed', 'Approve', [shown, { kind: 'gone' }]],
    ['timeout', '', [shown, { kind: 'gone' }]],
  ])('answers %s %s', (activationType, activationValue, expected) => {
    const { calls, notifier } = mac();
    const news: ToastNews[] = [];
    notifier.show(toast, (one) => news.push(one));
    // node-notifier's own name for both kinds of click.
    calls.answer(null, 'activate', { activationType, activationValue });
    expect(news).toEqual(expected);
  });

  it('tells a failure, and silence as one', () => {
    const { calls, notifier } = mac();
    const news: ToastNews[] = [];
    notifier.show(toast, (one) => news.push(one));
    calls.answer(null, undefined, {});
    expect(news).toMatchObject([{ kind: 'failed', why: 'macOS did not show one' }]);
  });

  it('withdraws by group, on closing too', async () => {
    const { calls, notifier } = mac();
    notifier.show(toast, () => undefined).withdraw();
    notifier.show(toast, () => undefined);
    await notifier.close();
    expect(calls.made.filter((call) => 'remove' in call)).toEqual([{ remove: 'app-1' }, { remove: 'app-2' }]);
  });
});

it('a notifier that throws is news, not an exception', () => {
  const notifier = new MacNotifier({
    words,
    notifier: {
      notify: () => {
        throw new Error('no such thing');
      },
    },
    groupPrefix: 'app',
  });
  const news: ToastNews[] = [];
  notifier.show(toast, (one) => news.push(one));
  expect(news).toMatchObject([{ kind: 'failed', why: 'no such thing' }]);
});

it('a button is known by its label in the language it was shown in', () => {
  let language: Language = 'ur';
  const calls = new Calls();
  const notifier = new WindowsNotifier({
    notifier: calls,
    appId: 'app',
    firstId: 1,
    words: wordsIn(() => language),
  });
  const news: ToastNews[] = [];
  notifier.show(toast, (one) => news.push(one));
  expect(calls.made[0]).toMatchObject({ actions: ['منظور', 'نامنظور'] });
  language = 'en';
  calls.answer(null, 'منظور');
  expect(news).toEqual([shown, approved]);
});
