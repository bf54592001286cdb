import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { FakeNotificationService } from '../../helpers/fake-notification-service.ts';
import { createHome } from '../support/home.ts';
import { launchApp } from '../support/launch-app.ts';
import { answerDialogs, openedOutside, recordOpened } from '../support/outside.ts';
import { startAgain } from '../support/start-again.ts';

const soon = { timeout: 15_000, interval: 50 };

/** A folder, a link and a file that is too large, each with the reason a person is given. */
function undroppable(folder: string): readonly (readonly [path: string, reason: RegExp])[] {
  const at = (name: string) => join(folder, name);
  mkdirSync(at('a folder'));
  writeFileSync(at('small.txt'), 'Note: behind a link.');
  symlinkSync(at('small.txt'), at('a link.txt'));
  writeFileSync(at('large.txt'), '');
  truncateSync(at('large.txt'), 100_000_001);
  return [
    [at('a folder'), /a folder: it is a folder/],
    [at('a link.txt'), /a link\.txt: it is not a plain file/],
    [at('large.txt'), /large\.txt: it is larger than 100 MB/],
  ];
}

it.runIf(process.platform === 'linux')(
  'tells of files that a second start hands over and are not taken',
  async () => {
    await using home = await createHome();
    const service = new FakeNotificationService(home.env.HOME ?? '');
    await using app = await launchApp({ home, env: { PATH: service.path } });
    await app.firstWindow();
    await app.ready();
    for (const [path, reason] of undroppable(home.folder)) {
      expect(await startAgain(app, [path])).toBe(0);
      await vi.waitFor(() => expect(service.toasts.at(-1)?.body).toMatch(reason), soon);
      expect(service.toasts.at(-1)?.title).toBe('1 file was not taken');
    }
  },
);

it.skipIf(process.platform === 'win32')(
  'tells in the window of chosen files that are not taken',
  async () => {
    await using app = await launchApp();
    const page = await app.firstWindow();
    await app.ready();
    for (const [path, reason] of undroppable(app.home.folder)) {
      await answerDialogs(app.electron, { open: [path] });
      await page.getByRole('button', { name: 'Drop files…' }).first().click();
      await page.getByRole('region', { name: 'Messages' }).getByText(reason).waitFor();
    }
  },
);

it.skipIf(process.platform === 'win32')(
  'says on Today what was not taken from the inbox folder, and leads to the reason and the file',
  async () => {
    await using app = await launchApp();
    const page = await app.firstWindow();
    await app.ready();
    await recordOpened(app.electron);
    const file = join(app.home.folder, 'elsewhere.txt');
    writeFileSync(file, 'Note: behind a link.');
    symlinkSync(file, join(app.workspace, 'watch_inbox', 'a link.txt'));
    await page.getByRole('button', { name: '1 file in quarantine' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor();
    await page.getByText('a link.txt', { exact: true }).waitFor();
    await page.getByText('It is a symbolic link; drop the file itself').waitFor();
    await page.getByRole('button', { name: 'Open the inbox folder' }).click();
    await vi.waitFor(
      async () =>
        expect((await openedOutside(app.electron)).at(-1)?.target).toBe(join(app.workspace, 'watch_inbox')),
      soon,
    );
  },
);
