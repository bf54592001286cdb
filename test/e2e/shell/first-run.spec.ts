import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createHome } from '../support/home.ts';
import { launchApp } from '../support/launch-app.ts';
import { answerDialogs } from '../support/outside.ts';
import { ask, hook } from './app.ts';

const soon = { timeout: 15_000, interval: 50 };

describe('the first run', () => {
  it('waits for a person, opens what they choose, finishes a first file, and knows the folder next time', async () => {
    await using home = await createHome();
    {
      await using app = await launchApp({ home, workspace: null });
      const page = await app.firstWindow();
      const suggested = join(home.env.HOME ?? '', 'PersonalAIEmployee');
      expect(await hook(app.electron, 'employee')).toEqual({ state: 'first_run', suggested });
      expect(await ask(page, 'status')).toMatchObject({ ok: false, error: { code: 'not_running' } });
      expect(existsSync(suggested)).toBe(false);

      const chosen = join(home.folder, 'my work');
      await answerDialogs(app.electron, { open: [chosen] });
      expect(await ask(page, 'workspace.choose')).toMatchObject({
        ok: true,
        value: { path: chosen, kind: 'new' },
      });
      expect(await ask(page, 'workspace.open', { path: chosen, trust: true })).toMatchObject({
        ok: true,
        value: {
          employee: { state: 'running' },
          workspace: { path: chosen, kind: 'created', trusted: true },
        },
      });
      expect(await ask(page, 'files.example')).toMatchObject({ ok: true });
      const completed = join(chosen, 'task_queue', 'completed');
      await vi.waitFor(() => expect(readdirSync(completed)).toHaveLength(1), soon);
    }
    await using again = await launchApp({ home, workspace: null });
    await again.ready();
    expect(await ask(await again.firstWindow(), 'shell.state')).toMatchObject({
      value: { workspace: { name: 'my work', kind: 'existing' } },
    });
  });

  it('changes the workspace: the one before is stopped gracefully', async () => {
    await using app = await launchApp();
    const page = await app.firstWindow();
    await app.ready();
    const other = join(app.home.folder, 'other');
    await answerDialogs(app.electron, { open: [other] });
    await ask(page, 'workspace.choose');
    await ask(page, 'workspace.open', { path: other, trust: true });
    expect(existsSync(join(app.workspace, '.employee', 'lock'))).toBe(false);
    expect(existsSync(join(other, '.employee', 'lock'))).toBe(true);
  });
});

describe('a file on the window', () => {
  it('is dropped into the inbox by its path, which the page never sees', async () => {
    await using app = await launchApp();
    const page = await app.firstWindow();
    await app.ready();
    const file = join(app.home.folder, 'dragged.txt');
    writeFileSync(file, 'Note: dragged onto the window.');
    await page.evaluate(`{
      const input = document.createElement('input');
      input.type = 'file';
      input.id = 'dragged';
      document.body.append(input);
    }`);
    await page.setInputFiles('#dragged', file);
    const answer = await page.evaluate(`employee.dropFiles([...document.getElementById('dragged').files])`);
    expect(answer).toMatchObject({ ok: true, value: { added: [{ name: 'dragged.txt' }], refused: [] } });
    const made = await page.evaluate(`employee.dropFiles([new File(['x'], 'made.txt')])`);
    expect(made).toEqual({ ok: true, value: { added: [], refused: [] } });
  });
});
