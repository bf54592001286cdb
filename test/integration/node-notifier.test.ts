import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import nodeNotifier from 'node-notifier';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { MacNotifier } from '../../src/main/toasts/packaged/mac-notifier.ts';
import { WindowsNotifier } from '../../src/main/toasts/packaged/windows-notifier.ts';
import type { Notifier, Toast, ToastNews } from '../../src/main/toasts/toast.ts';
import { wordsIn } from '../../src/main/words/index.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const words = wordsIn(() => 'en');
const toast: Toast = {
  title: '\u2010title "quoted" $(touch x) `y` \\',
  body: '<b>body</b> & %PATH%; -close 1',
  buttons: ['approve', 'reject'],
};

afterEach(() => void vi.restoreAllMocks());

/** A program that keeps its arguments as JSON and then runs `code` with them. */
function program(code: string): { path: string; arguments: () => string[] } {
  const folder = temporaryFolder();
  const path = join(folder, 'program');
  const kept = join(folder, 'arguments.json');
  const script = [
    `#!${process.execPath}`,
    'const args = process.argv.slice(2);',
    `require('node:fs').writeFileSync(${JSON.stringify(kept)}, JSON.stringify(args));`,
    code,
  ];
  writeFileSync(path, script.join('\n'));
  chmodSync(path, 0o755);
  return { path, arguments: () => JSON.parse(readFileSync(kept, 'utf8')) };
}

function newsOf(notifier: Notifier, ends: number): Promise<ToastNews[]> {
  return new Promise((resolve) => {
    const news: ToastNews[] = [];
    notifier.show(toast, (one) => {
      if (news.push(one) === ends) resolve(news);
    });
  });
}

// Its own code decides what reaches the bundled programs; they are stood in for, as is the system's name.
describe.skipIf(process.platform === 'win32')('node-notifier', () => {
  it('hands a toast to terminal-notifier as quoted values, and its button comes back', async () => {
    vi.spyOn(os, 'type').mockReturnValue('Darwin');
    vi.spyOn(os, 'release').mockReturnValue('24.0.0');
    const { path, arguments: kept } = program(
      `console.log('{"activationType":"actionClicked","activationValue":"Approve"}');`,
    );
    const center = new nodeNotifier.NotificationCenter({ withFallback: false, customPath: path });
    const news = await newsOf(new MacNotifier({ notifier: center, groupPrefix: 'app', words }), 2);
    expect(news).toEqual([{ kind: 'shown' }, { kind: 'pressed', button: 'approve' }]);
    expect(kept()).toEqual([
      ...['-title', '"\u2010title \\"quoted\\" \\$(touch x) \\`y\\` \\\\"'],
      ...['-message', '"<b>body</b> & %PATH%; -close 1"'],
      ...['-group', '"app-1"', '-timeout', '"600"'],
      ...['-actions', '"Approve","Reject"', '-dropdownLabel', '"Decide"', '-json', '"true"'],
    ]);
  });

  it('hands a toast to SnoreToast value by value, and its button comes back', async () => {
    vi.spyOn(os, 'type').mockReturnValue('Windows_NT');
    vi.spyOn(os, 'release').mockReturnValue('10.0.22631');
    // The name of its pipe is a relative path on this system.
    const before = process.cwd();
    process.chdir(temporaryFolder());
    onTestFinished(() => process.chdir(before));
    const { path, arguments: kept } = program(`
      const pipe = require('node:net').connect(args[args.indexOf('-pipeName') + 1]);
      pipe.end(Buffer.from('action=buttonClicked;notificationId=7;button=Approve', 'utf16le'));`);
    const toaster = new nodeNotifier.WindowsToaster({ withFallback: false, customPath: path });
    const news = await newsOf(new WindowsNotifier({ notifier: toaster, appId: 'app', firstId: 7, words }), 2);
    expect(news).toEqual([{ kind: 'shown' }, { kind: 'pressed', button: 'approve' }]);
    const args = kept();
    expect(args.slice(args.indexOf('-t'), args.indexOf('-t') + 2)).toEqual(['-t', toast.title]);
    expect(args.slice(args.indexOf('-m'), args.indexOf('-m') + 2)).toEqual(['-m', toast.body]);
    expect(args.slice(args.indexOf('-b'), args.indexOf('-b') + 2)).toEqual(['-b', 'Approve;Reject']);
  });

  it('says nothing of a program that is missing on Windows; the toast tells it as a failure', async () => {
    vi.spyOn(os, 'type').mockReturnValue('Windows_NT');
    vi.spyOn(os, 'release').mockReturnValue('10.0.22631');
    const before = process.cwd();
    process.chdir(temporaryFolder());
    onTestFinished(() => process.chdir(before));
    const toaster = new nodeNotifier.WindowsToaster({ withFallback: false, customPath: '/nowhere/program' });
    const news = await newsOf(new WindowsNotifier({ notifier: toaster, appId: 'app', firstId: 7, words }), 1);
    expect(news).toMatchObject([{ kind: 'failed', why: 'Windows did not show one' }]);
  });
});
