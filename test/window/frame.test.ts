import { describe, expect, it } from 'vitest';
import { callsOf, setUpGallery } from './support/gallery.ts';

const gallery = setUpGallery();

describe('the window', () => {
  it('goes to every screen by keyboard', async () => {
    const page = await gallery.open('');
    const names = [
      'Today',
      'Approvals',
      'Tasks',
      'Audit',
      'Backups',
      'Maintenance',
      'Logs',
      'Settings',
      'Health',
    ];
    for (const [index, name] of names.entries()) {
      await page.keyboard.press(`Control+${index + 1}`);
      await page.locator('.rail-item[aria-current="page"]', { hasText: name }).waitFor();
    }
  });

  it('starts the employee again where it could not, or was lost', async () => {
    const page = await gallery.open('shell=failed');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForFunction("window.fake.calls.some((call) => call.name === 'workspace.open')");
    expect(await callsOf(page, 'workspace.open')).toEqual([
      { name: 'workspace.open', params: { path: '/home/sam/PersonalAIEmployee', trust: false } },
    ]);
  });

  it('shows its shortcuts and puts the list away again', async () => {
    const page = await gallery.open('');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('puts files that are dropped anywhere into the inbox', async () => {
    const page = await gallery.open('view=audit');
    const files = await page.evaluateHandle(
      "(() => { const data = new DataTransfer(); data.items.add(new File(['x'], 'invoice.txt')); return data; })()",
    );
    await page.dispatchEvent('#content', 'dragenter', { dataTransfer: files });
    await page.getByText('Drop to put these into the inbox').waitFor();
    await page.dispatchEvent('#content', 'drop', { dataTransfer: files });
    await page.getByText('1 file is in the inbox').waitFor();
    expect(await page.evaluate('window.fake.dropped')).toEqual(['invoice.txt']);
  });

  it('follows language and theme as they are chosen', async () => {
    const page = await gallery.open('');
    await page.evaluate(
      "window.fake.publish('preferences', { theme: 'dark', density: 'compact', language: 'ur', launchAtLogin: true, quietHours: null, acceptsWeakSecretStorage: false })",
    );
    await page.locator('html[dir="rtl"][data-theme="dark"][data-density="compact"]').waitFor();
    await page.getByRole('heading', { name: 'آج', level: 1 }).waitFor();
  });

  it('keeps the person on the screen that works when another one breaks', async () => {
    const page = await gallery.open('view=approvals&break=approvals.show');
    await page.getByText('This screen: Something in it went wrong').waitFor();
    await page.keyboard.press('Control+1');
    await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
  });

  it('does not scroll sideways at its smallest, nor at 200 %', async () => {
    for (const viewport of [
      { width: 760, height: 520 },
      { width: 560, height: 380 },
    ]) {
      for (const view of ['today', 'approvals']) {
        const page = await gallery.open(`view=${view}&scale=overfull`, { viewport });
        const wider = await page.evaluate<readonly string[]>(
          "[...document.querySelectorAll('.screen, .approval-scroll, .frame-content, body')].filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className)",
        );
        expect(wider).toEqual([]);
      }
    }
  });
});

describe('the first run', () => {
  it('leads from a folder to a finished task', async () => {
    const page = await gallery.open('shell=first_run');
    await page.getByRole('button', { name: 'Create the workspace' }).click();
    await page.evaluate("window.gallery.employee({ state: 'running' })");
    await page.getByRole('button', { name: 'Begin offline' }).click();
    await page.getByRole('button', { name: 'Use an example' }).click();
    await page.getByRole('button', { name: 'Go to Today' }).click();
    await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
    expect(await callsOf(page, 'workspace.open', 'files.example')).toEqual([
      { name: 'workspace.open', params: { path: '/home/sam/PersonalAIEmployee', trust: true } },
      { name: 'files.example', params: {} },
    ]);
  });

  it('keeps a key only where the person accepts how the system keeps it', async () => {
    const page = await gallery.open('shell=first_run&weak');
    await page.getByRole('button', { name: 'Create the workspace' }).click();
    await page.evaluate("window.gallery.employee({ state: 'running' })");
    await page.getByRole('radio', { name: /With a language model/ }).check();
    await page.getByLabel('Key (OPENAI_API_KEY)').fill('sk-test');
    await page.getByText('basic_text').waitFor();
    expect(await page.getByRole('button', { name: 'Keep the key and continue' }).isDisabled()).toBe(true);
  });

  it('says that a workspace from elsewhere is not trusted, and asks before it is', async () => {
    const page = await gallery.open('shell=untrusted');
    await page.getByRole('button', { name: 'Trust it…' }).click();
    await page.getByRole('button', { name: 'Trust this workspace' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await callsOf(page, 'workspace.open')).toEqual([
      { name: 'workspace.open', params: { path: '/home/sam/PersonalAIEmployee', trust: true } },
    ]);
  });
});
