import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { launchApp } from '../support/launch-app.ts';
import { answerDialogs } from '../support/outside.ts';
import { projectFolder } from '../support/project.ts';
import { deskOf, soon } from './desk.ts';

const button = (name: string) => ['button', { name, exact: true }] as const;

it('goes from nothing to a first finished task in well under a minute', async () => {
  const begin = performance.now();
  await using app = await launchApp({ workspace: null });
  const page = await app.firstWindow();
  page.setDefaultTimeout(soon.timeout);
  await page.getByRole(...button('Create the workspace')).click();
  await page.getByRole(...button('Begin offline')).click();
  await page.getByRole(...button('Use an example')).click();
  await page.getByRole('heading', { name: 'That is all there is to it' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Done' }).last().waitFor();
  // A person also reads and looks; the machine's part is to be the smallest.
  expect(performance.now() - begin).toBeLessThan(30_000);
  const workspace = join(app.home.env.HOME ?? '', 'PersonalAIEmployee');
  expect(existsSync(join(workspace, 'obsidian_vault', 'Company_Handbook.md'))).toBe(true);

  await page.getByRole(...button('Go to Today')).click();
  await page.getByRole('navigation', { name: 'The queue' }).getByRole('button', { name: '1 Done' }).waitFor();
});

it('adopts a workspace of the original system, chosen in the dialog, with its tasks', async () => {
  await using app = await launchApp({ workspace: null });
  const page = await app.firstWindow();
  page.setDefaultTimeout(soon.timeout);
  const original = join(app.home.folder, 'original');
  const id = 'c1f5e04c-e340-4ac5-94e5-3b770152d90b';
  mkdirSync(join(original, 'task_queue', 'completed'), { recursive: true });
  mkdirSync(join(original, 'audit_logs'));
  cpSync(
    join(projectFolder, 'test', 'fixtures', 'original', `${id}.json`),
    join(original, 'task_queue', 'completed', `${id}.json`),
  );
  await answerDialogs(app.electron, { open: [original] });
  await page.getByRole(...button('Choose another folder…')).click();
  await page.getByText('A workspace of the original system').waitFor();
  await page.getByText('1 task and 0 notes').waitFor();
  await page.getByRole('switch', { name: 'This workspace is mine' }).click({ force: true });
  await page.getByRole(...button('Adopt the workspace')).click();
  await page.getByRole(...button('Begin offline')).click();
  await page.getByRole(...button('Skip')).click();

  const desk = deskOf(app, page, original);
  await desk.goTo('Tasks');
  await page.getByRole('option').filter({ hasText: 'test.txt' }).click();
  const details = page.getByRole('complementary');
  await details.getByText(id).waitFor();
  await details.getByText('Completed 5 actions. Confidence: 0.75').first().waitFor();
  expect(desk.trail().map(({ action }) => action)).toContain('workspace_adopted');
});
