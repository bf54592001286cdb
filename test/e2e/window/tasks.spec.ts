import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { answerDialogs, openedOutside, recordOpened } from '../support/outside.ts';
import { type Desk, openDesk, soon } from './desk.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
  await recordOpened(desk.app.electron);
});

afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const stage = (name: string) =>
  desk.page.getByRole('navigation', { name: 'The queue' }).getByRole('button', { name });

it('takes files from the dialog and from the window, and counts them while they are done', async () => {
  const { app, page } = desk;
  const chosen = join(app.home.folder, 'chosen.txt');
  writeFileSync(chosen, 'Note: chosen in a dialog.');
  await answerDialogs(app.electron, { open: [chosen] });
  await page.getByRole('button', { name: 'Drop files…' }).first().click();
  await page.getByText('1 file is in the inbox').waitFor();
  await stage('1 Done today').waitFor();

  const dragged = join(app.home.folder, 'dragged.txt');
  writeFileSync(dragged, 'Note: dragged onto the window.');
  await page.evaluate(`{
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'dragged';
    document.body.append(input);
  }`);
  await page.setInputFiles('#dragged', dragged);
  await page.evaluate(`{
    const input = document.getElementById('dragged');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(input.files[0]);
    const target = document.querySelector('main');
    for (const name of ['dragenter', 'dragover', 'drop'])
      target.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer }));
    input.remove();
  }`);
  await stage('2 Done today').waitFor();
  expect(existsSync(chosen) && existsSync(dragged)).toBe(true);
  await stage('0 Waiting for you').waitFor();
});

it('tells of a task what happened, by which entries, and where its note is', async () => {
  const { app, page } = desk;
  desk.drop('quarterly_note.txt', 'Note: the quarter went well.');
  const { task_id, note } = await desk.completed('quarterly_note.txt');
  await desk.goTo('Tasks');
  await page.getByRole('option').filter({ hasText: 'quarterly_note.txt' }).click();
  const details = page.getByRole('complementary');
  for (const step of ['Task created', 'Work began', 'Planned without a model', 'Task finished'])
    await details.getByText(step, { exact: true }).waitFor();
  await details.getByText('Note: the quarter went well.').waitFor();

  await details.getByRole('button', { name: 'Open the note' }).click();
  await vi.waitFor(
    async () => expect((await openedOutside(app.electron)).at(-1)?.target).toContain('.md'),
    soon,
  );
  expect(readFileSync(desk.path('obsidian_vault', note ?? ''), 'utf8')).toContain(task_id);

  const created = desk.trail().find((entry) => entry.action === 'task_created' && entry.task_id === task_id);
  await details.getByRole('button', { name: `Open audit entry ${created?.seq}`, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
  await page.getByRole('complementary').getByText('quarterly_note.txt').first().waitFor();
});

it('does a finished task again only after a question', async () => {
  const { page } = desk;
  desk.drop('again.txt', 'Note: once more.');
  const { task_id } = await desk.completed('again.txt');
  await desk.goTo('Tasks');
  await page.getByRole('searchbox').fill('again.txt');
  await page.getByRole('option').filter({ hasText: 'again.txt' }).click();
  await page.getByRole('complementary').getByRole('button', { name: 'Do it again' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Do it again' }).click();
  await page.getByText('Back in the inbox', { exact: true }).waitFor();
  const finished = () =>
    desk.trail().filter(({ action, task_id: id }) => action === 'task_completed' && id === task_id);
  await vi.waitFor(() => expect(finished()).toHaveLength(2), soon);
});

it('cancels a task that still waits, and nothing of it is done', async () => {
  const { page } = desk;
  await page.getByRole('banner').getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('banner').getByText('Paused').waitFor();
  desk.drop('unwanted.txt', 'Note: this is not wanted any more.');
  await desk.goTo('Tasks');
  await page.getByRole('searchbox').fill('unwanted.txt');
  await page.getByRole('option').filter({ hasText: 'unwanted.txt' }).click();
  await page.getByRole('complementary').getByRole('button', { name: 'Cancel the task' }).click();
  await page.getByText('Cancelled; nothing of it was done', { exact: true }).waitFor();
  const { task_id } = await desk.completed('unwanted.txt');
  await page.getByRole('banner').getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('banner').getByRole('button', { name: 'Pause' }).waitFor();
  desk.drop('wanted.txt', 'Note: this one is.');
  await desk.completed('wanted.txt');
  expect(desk.trail().some(({ action, task_id: id }) => action === 'task_claimed' && id === task_id)).toBe(
    false,
  );
});
