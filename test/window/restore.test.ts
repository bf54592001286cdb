import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { callsOf, setUpGallery } from './support/gallery.ts';

const gallery = setUpGallery();
const archive = 'backup_2026-03-12_02-00-00.zip';
const vault = 'obsidian_vault/Notes/Supplier list.md';
const small = { viewport: { width: 920, height: 720 } };

const open = (query = '') => gallery.open(`window=restore${query}`, small);
const openAt = (query = '') => open(`&archive=${archive}${query}`);
const next = (page: Page) => page.getByRole('button', { name: 'Next' }).click();
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

/** Keeps the employee from answering `restore.start`; answers the function in the page that lets it. */
async function beginHeld(page: Page): Promise<void> {
  await page.evaluate("window.begin = window.fake.hold('restore.start')");
  await next(page);
  await next(page);
  await page.getByRole('button', { name: 'Replace 4 files and bring back 8' }).click();
  await title(page, 'Restoring');
}

const tellProgress = (page: Page, step: string, done = 21_000_000) =>
  page.evaluate(
    `window.fake.publish('progress', { work: 'restore', step: '${step}', done: ${done}, total: 48000000, unit: 'bytes', files: { done: 204, total: 596 }, seconds_left: 7 })`,
  );
const endAs = (page: Page, outcome: string) =>
  page.evaluate(
    `window.gallery.restores({ running: null, last: window.gallery.reportOf('${outcome}', -1) })`,
  );

describe('choosing', () => {
  it('takes one of the list, and changes nothing before it is confirmed', async () => {
    const page = await open();
    await title(page, 'Which backup?');
    const look = page.getByRole('button', { name: 'Look inside' });
    expect(await look.isDisabled()).toBe(true);
    await page.getByRole('option').nth(2).click();
    await look.click();
    await title(page, 'What is in it');
    expect(await callsOf(page, 'restore.inspect')).toMatchObject([
      { params: { archive: 'backup_2026-03-10_07-01-00.zip' } },
    ]);
    expect(await callsOf(page, 'restore.start', 'backup.create')).toEqual([]);
  });

  it('takes a file or a folder from elsewhere only through the dialog of the system', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'From somewhere else' }).click();
    await page.getByRole('menuitem', { name: 'A folder of the original system…' }).click();
    await title(page, 'What is in it');
    expect(await callsOf(page, 'restore.choose')).toMatchObject([{ params: { kind: 'folder' } }]);
    await page.getByText('/media/sam/Old disk/backup_2026-02-01_02-00-00.zip').waitFor();
  });

  it('is also possible where there is no backup, and says why it cannot read the list', async () => {
    const empty = await open('&scale=empty');
    await empty.getByText('No backup in the backups folder').waitFor();
    expect(await empty.getByRole('button', { name: 'From somewhere else' }).isEnabled()).toBe(true);
    const broken = await open('&scale=error');
    await broken.getByRole('alert').getByText('the disk does not answer').waitFor();
  });

  it('goes to the archive that the main window names, also when the wizard is open already', async () => {
    const page = await open();
    await page.evaluate(`window.gallery.wizard('${archive}')`);
    await title(page, 'What is in it');
  });
});

describe('inspecting', () => {
  it('says in words, by part, by file and by line what would change', async () => {
    const page = await openAt();
    await page.getByText('Its audit trail is the beginning of yours.').waitFor();
    await page.getByText('Nothing is lost: a safety backup is made first.').waitFor();
    await page.getByRole('row', { name: /Vault 8 come back, 4 are replaced, and 3 go/ }).waitFor();
    await page
      .getByRole('option', { name: /Supplier list\.md/ })
      .first()
      .click();
    const difference = page.getByRole('region', { name: 'What the restore changes in it' });
    await difference.getByText('comes back').first().waitFor();
    await difference.getByText('- Acme Corp: net 30, agreed on 3 March').waitFor();
    expect(await callsOf(page, 'restore.text-difference')).toMatchObject([{ params: { path: vault } }]);
  });

  it('finds files by name and kind among any number, and keeps only those in sight in the page', async () => {
    const page = await openAt('&scale=overfull');
    const list = page.getByRole('listbox', { name: 'Files that differ' });
    await list.getByRole('option').first().waitFor();
    expect(await list.getByRole('option').count()).toBeLessThan(60);
    await page.getByRole('searchbox').fill('friday 2500');
    await list.getByRole('option', { name: /Friday 2500\.md/ }).waitFor();
    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: /Difference/ }).click();
    await page.getByRole('option', { name: 'Only here now' }).click();
    await list.getByText('Only here now').first().waitFor();
    expect(await list.getByText('Comes back').count()).toBe(0);
    await list.focus();
    await page.keyboard.press('End');
    await list.locator('[aria-posinset="5001"]').waitFor();
  });

  it('says why an archive cannot be read, and leads back', async () => {
    const page = await openAt('&scale=error');
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await title(page, 'Which backup?');
  });
});

describe('selecting', () => {
  it('restores vault and audit trail when nothing else is chosen, with the digest that was seen', async () => {
    const page = await openAt();
    await beginHeld(page);
    expect(await callsOf(page, 'restore.start')).toMatchObject([
      { params: { archive, parts: ['vault', 'audit'], digest: 'cd'.repeat(32), continue_trail: false } },
    ]);
  });

  it('shows what each part means here, in the words of the employee', async () => {
    const page = await openAt();
    await next(page);
    await page.getByText('Action servers come back unreviewed and disarmed.').waitFor();
    await page.getByRole('checkbox', { name: 'Vault' }).uncheck();
    await page.getByRole('checkbox', { name: 'Audit trail' }).uncheck();
    expect(await page.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: 'Settings' }).check();
    await next(page);
    await page.getByRole('button', { name: 'Restore 1 part' }).click();
    expect(await callsOf(page, 'restore.start')).toMatchObject([{ params: { parts: ['settings'] } }]);
  });

  it('puts back single files and nothing else', async () => {
    const page = await openAt();
    await next(page);
    await page.getByRole('radio', { name: 'Single files' }).click();
    await page.getByRole('option', { name: /^Supplier list\.md/ }).click();
    await page.getByText('1 file marked').waitFor();
    await next(page);
    await page.getByText('1 file is put back; nothing else is touched.').waitFor();
    await page.getByRole('button', { name: 'Put back 1 file' }).click();
    expect(await callsOf(page, 'restore.start')).toMatchObject([
      { params: { parts: ['vault'], paths: [vault] } },
    ]);
  });

  it("takes another install's trail only when the person continues it", async () => {
    const page = await openAt('&scale=overfull');
    await next(page);
    const audit = page.getByRole('checkbox', { name: 'Audit trail' });
    expect(await audit.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: 'Continue that trail here' }).check();
    expect(await audit.isChecked()).toBe(true);
  });
});

describe('restoring', () => {
  it('tells step, bytes, files and time left, and can be cancelled until the swap', async () => {
    const page = await openAt();
    await beginHeld(page);
    await tellProgress(page, 'safety_backup');
    await page.getByText('21 MB of 48 MB · 204 of 596 files · about 7s left').waitFor();
    const current = page.locator('[aria-current="step"]', { hasText: 'Making the safety backup' });
    await current.waitFor();
    await page.getByRole('button', { name: 'Cancel the restore' }).click();
    expect(await callsOf(page, 'restore.cancel')).toHaveLength(1);
    await title(page, 'Cancelled');
    await page.getByText('Nothing was changed.').waitFor();
    expect(await page.getByRole('button', { name: 'Undo…' }).count()).toBe(0);
  });

  it('says why it cannot be cancelled any more, where the button was', async () => {
    const page = await openAt();
    await beginHeld(page);
    await page.getByRole('button', { name: 'Cancel the restore' }).focus();
    await tellProgress(page, 'swapping');
    const note = page.getByText('It cannot be cancelled any more');
    await note.waitFor();
    expect(await page.getByRole('button', { name: 'Cancel the restore' }).count()).toBe(0);
    expect(await page.evaluate('document.activeElement.textContent')).toContain('cannot be cancelled');
  });

  it('waits over the restart of the employee, then shows what became of it', async () => {
    const page = await openAt();
    await beginHeld(page);
    await page.evaluate('window.begin()');
    await page.evaluate("window.gallery.employee({ state: 'stopping' })");
    await page.getByText('The employee is restarting. This window waits for it.').waitFor();
    await page.evaluate("window.gallery.employee({ state: 'starting' })");
    await endAs(page, 'restored');
    await page.getByText('The employee is restarting.').waitFor();
    await page.evaluate("window.gallery.employee({ state: 'running' })");
    await title(page, 'Restored');
    await page.getByText('8 brought back, 4 replaced, and 3 removed').waitFor();
    await page.getByText('backup_2026-03-10_07-01-00.zip').waitFor();
  });

  it('picks up one that was begun before the window opened, and tells how that ended', async () => {
    const page = await open();
    await page.evaluate(
      `window.gallery.restores({ running: { id: 'r', archive: '${archive}', step: 'staging', can_cancel: true }, last: null })`,
    );
    await title(page, 'Restoring');
    await page.getByRole('button', { name: 'Cancel the restore' }).waitFor();
    await endAs(page, 'rolled_back');
    await title(page, 'Nothing was changed');
    await page.getByText('The disk is full: the vault could not be moved into place').waitFor();
  });

  it('says why one was not begun, and keeps what was chosen', async () => {
    const page = await openAt('&refuse=restore.start');
    await next(page);
    await next(page);
    await page.getByRole('button', { name: 'Replace 4 files and bring back 8' }).click();
    await page.getByText('The restore was not begun: nothing was changed.').waitFor();
    await page.getByRole('alert').getByText('the archive has become another').waitFor();
  });

  it('is undone by restoring the same parts from the safety backup', async () => {
    const page = await open();
    await endAs(page, 'restored');
    await page.getByRole('button', { name: 'Undo…' }).click();
    await title(page, 'This will happen');
    await page.getByText('From backup_2026-03-10_07-01-00.zip').waitFor();
    await page.getByRole('button', { name: /^Replace/ }).click();
    expect(await callsOf(page, 'restore.start')).toMatchObject([
      { params: { archive: 'backup_2026-03-10_07-01-00.zip', parts: ['vault'] } },
    ]);
  });

  it('closes its window, and never the restore with it', async () => {
    const page = await openAt();
    await beginHeld(page);
    await page.getByText('You can close this window; the restore goes on.').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await callsOf(page, 'shell.close-restore')).toHaveLength(1);
    expect(await callsOf(page, 'restore.cancel')).toEqual([]);
  });
});

describe('without an employee', () => {
  it('says so, and starts it', async () => {
    const page = await open('&shell=failed');
    await title(page, 'The employee is not running');
    await page.getByRole('button', { name: 'Start it' }).click();
    expect(await callsOf(page, 'workspace.open')).toMatchObject([
      { params: { path: '/home/sam/PersonalAIEmployee', trust: false } },
    ]);
  });
});

describe('the keyboard alone', () => {
  it('leads through the whole wizard', async () => {
    const page = await open();
    await title(page, 'Which backup?');
    const { keyboard } = page;
    const tabTo = async (name: string) => {
      for (let tries = 0; tries < 20; tries += 1) {
        const focused = await page.evaluate<string>(
          "(document.activeElement.labels?.[0] ?? document.activeElement).textContent || document.activeElement.getAttribute('aria-label')",
        );
        if (focused.startsWith(name)) return;
        await keyboard.press('Tab');
      }
      throw new Error(`Tab does not lead to ${name}`);
    };
    await page.getByRole('listbox').waitFor();
    await keyboard.press('Tab');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await title(page, 'What is in it');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('What is in it');
    await page.getByRole('listbox').waitFor();
    await tabTo('Next');
    await keyboard.press('Enter');
    await title(page, 'What to restore');
    await tabTo('Whole parts');
    await keyboard.press('ArrowRight');
    await page.getByRole('listbox').waitFor();
    for (let tries = 0; tries < 12; tries += 1) {
      if (await page.evaluate("document.activeElement.getAttribute('role') === 'listbox'")) break;
      await keyboard.press('Tab');
    }
    await keyboard.press('ArrowDown');
    await keyboard.press(' ');
    await page.getByText('1 file marked').waitFor();
    await keyboard.press(' ');
    await page.getByText('0 files marked').waitFor();
    await keyboard.press(' ');
    await tabTo('Next');
    await keyboard.press('Enter');
    await title(page, 'This will happen');
    await tabTo('Put back 1 file');
    await keyboard.press('Enter');
    await title(page, 'Restoring');
    await endAs(page, 'restored');
    await title(page, 'Restored');
    await tabTo('Undo…');
    await tabTo('Close');
    await keyboard.press('Enter');
    expect(await callsOf(page, 'shell.close-restore')).toHaveLength(1);
  });
});

describe('little room', () => {
  it.each([
    ['at 200 %', { width: 460, height: 360 }],
    ['in the smallest window', { width: 560, height: 480 }],
  ])('everything can be reached %s', async (_name, viewport) => {
    const page = await gallery.open(`window=restore&archive=${archive}`, { viewport });
    for (const step of ['What to restore', 'This will happen']) {
      await next(page);
      await title(page, step);
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBe(0);
    }
    await page.getByRole('button', { name: /^Replace/ }).click();
    await title(page, 'Restoring');
  });
});
