import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { ApprovalRequest } from '../../../src/shared/approval.ts';
import type { AuditEntry } from '../../../src/shared/audit.ts';
import type { Task, TaskState } from '../../../src/shared/task.ts';
import { type LaunchedApp, type LaunchOptions, launchApp } from '../support/launch-app.ts';

/** How long the real employee may take for a step on a slow machine. */
export const soon = { timeout: 20_000, interval: 50 };

/** A person at the window, and the workspace they could look into. */
export interface Desk extends AsyncDisposable {
  readonly app: LaunchedApp;
  readonly page: Page;
  path(...parts: string[]): string;
  /** Puts a file into the inbox folder, as another program does. */
  drop(name: string, text: string): void;
  goTo(screen: string): Promise<void>;
  /** The one waiting request of the file. */
  request(fileName: string): Promise<ApprovalRequest>;
  /** The task of the file, once it is done. */
  completed(fileName: string): Promise<Task>;
  /** Every line of the trail, oldest first. */
  trail(): readonly AuditEntry[];
}

/** Starts the app and waits until the employee works and the window shows it. */
export async function openDesk(options: LaunchOptions = {}): Promise<Desk> {
  const app = await launchApp(options);
  const page = await app.firstWindow();
  page.setDefaultTimeout(soon.timeout);
  await app.ready();
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  return deskOf(app, page);
}

export function deskOf(app: LaunchedApp, page: Page, workspace = app.workspace): Desk {
  const path = (...parts: string[]) => join(workspace, ...parts);
  const tasks = (state: TaskState, suffix: string) =>
    namesIn(path('task_queue', state))
      .filter((name) => name.endsWith(suffix))
      .map((name) => ({ name, task: read<Task>(path('task_queue', state, name)) }));
  const of = (fileName: string, state: TaskState, suffix: string) =>
    vi.waitFor(() => {
      const found = tasks(state, suffix).find(({ task }) => task.context?.file_name === fileName);
      if (!found) throw new Error(`no task of ${fileName} in ${state}`);
      return found;
    }, soon);
  return {
    app,
    page,
    path,
    drop: (name, text) => writeFileSync(path('watch_inbox', name), text),
    goTo: async (screen) => {
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: screen }).click();
      await page.getByRole('heading', { level: 1, name: screen }).waitFor();
    },
    request: async (fileName) => {
      const { name } = await of(fileName, 'approvals', '_task.json');
      return read<ApprovalRequest>(path('task_queue', 'approvals', name.replace('_task.json', '.json')));
    },
    completed: async (fileName) => (await of(fileName, 'completed', '.json')).task,
    trail: () =>
      namesIn(path('audit_logs'))
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .flatMap((name) => readFileSync(path('audit_logs', name), 'utf8').split('\n'))
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  };
}

/** Fails unless the trail gets an entry of this action for the task. */
export async function expectEntry(desk: Desk, action: string, taskId: string): Promise<AuditEntry> {
  return vi.waitFor(() => {
    const entry = desk.trail().find((one) => one.action === action && one.task_id === taskId);
    expect(entry, `${action} of ${taskId}`).toBeDefined();
    return entry as AuditEntry;
  }, soon);
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8'));
}
