import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyTrail } from '../../src/core/audit/index.ts';
import { type Task, taskSchema } from '../../src/shared/task.ts';
import { testFiles } from '../helpers/test-files.ts';
import { afterwards, droppedNames, drops } from './workflow.ts';

interface Entry {
  readonly action: string;
  readonly task_id: string | null;
}

/** What is wrong with a workspace in which everything should be finished; empty when every promise holds. */
export async function inspectWorkspace(root: string): Promise<readonly string[]> {
  const problems: string[] = [];
  const tasks = readFinished(root, problems);
  const entries = readEntries(root);
  checkNothingIsLeft(root, problems);
  for (const name of droppedNames(root)) checkDrop(name, tasks, entries, problems);
  checkVault(root, tasks, problems);
  const audit = await verifyTrail({
    files: testFiles(),
    folder: join(root, 'audit_logs'),
    headFolder: join(root, '.employee'),
    deep: true,
  });
  if (audit.integrity !== 'OK') problems.push(`audit: ${JSON.stringify(audit.invalid_details)}`);
  return problems;
}

function checkDrop(
  name: string,
  tasks: readonly Task[],
  entries: readonly Entry[],
  problems: string[],
): void {
  const mine = tasks.filter(({ context }) => context?.file_name === name);
  const [task] = mine;
  if (task === undefined || mine.length > 1) {
    problems.push(`${name}: ${mine.length} finished tasks`);
    return;
  }
  const drop = [...drops, afterwards].find((known) => known.name === name);
  if (drop?.answer !== undefined && task.hitl_required !== true) problems.push(`${name}: nobody was asked`);
  if (task.status !== drop?.status) problems.push(`${name}: ended as ${task.status}: ${task.result}`);
  const count = (action: string) =>
    entries.filter((entry) => entry.task_id === task.task_id && entry.action === action).length;
  const expected: Readonly<Record<string, number>> = {
    task_created: 1,
    task_completed: 1,
    // While the policy cannot be read everything asks; what would have been allowed is approved.
    hitl_approval_granted: task.hitl_required === true && (drop?.answer ?? 'approved') === 'approved' ? 1 : 0,
    hitl_approval_denied: drop?.answer === 'rejected' ? 1 : 0,
  };
  for (const [action, times] of Object.entries(expected)) {
    if (count(action) !== times) problems.push(`${name}: ${count(action)} entries ${action}, not ${times}`);
  }
  // A drop that was not acknowledged before the kill is taken again, asked about again, and lost again.
  if (drop?.answer === 'removed' && count('hitl_approval_voided') === 0)
    problems.push(`${name}: no entry hitl_approval_voided`);
  if (count('task_claimed') === 0) problems.push(`${name}: no entry task_claimed`);
}

/** One note for each task, one draft for each draft that was made, each where the task says. */
function checkVault(root: string, tasks: readonly Task[], problems: string[]): void {
  const vault = join(root, 'obsidian_vault');
  const made = tasks.flatMap(({ actions }) =>
    (actions ?? []).filter(({ server, status }) => server === 'vault' && status === 'done'),
  );
  const paths = [...tasks.map(({ note }) => note), ...made.map(({ arguments: { path } }) => path)];
  for (const path of paths) {
    if (typeof path !== 'string' || !existsSync(join(vault, path)))
      problems.push(`vault: ${path} is missing`);
  }
  const notes = documents(join(vault, 'Tasks')).length;
  const drafts = documents(join(vault, 'Drafts')).length;
  if (notes !== tasks.length) problems.push(`vault: ${notes} notes of ${tasks.length} tasks`);
  const distinct = new Set(made.map(({ arguments: { path } }) => path)).size;
  if (drafts !== distinct) problems.push(`vault: ${drafts} drafts, ${distinct} made`);
}

function checkNothingIsLeft(root: string, problems: string[]): void {
  for (const state of ['inbox', 'pending', 'approvals', 'quarantine']) {
    const left = visible(join(root, 'task_queue', state)).filter((name) => name !== 'README.md');
    if (left.length > 0) problems.push(`${state} holds ${left.join(', ')}`);
  }
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (name.includes('.tmp-')) problems.push(`left behind: ${name}`);
  }
}

function readFinished(root: string, problems: string[]): readonly Task[] {
  const folder = join(root, 'task_queue', 'completed');
  const tasks: Task[] = [];
  for (const name of visible(folder)) {
    if (!name.endsWith('.json')) continue;
    try {
      tasks.push(taskSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
    } catch (error) {
      problems.push(`completed/${name}: ${String(error)}`);
    }
  }
  return tasks;
}

function readEntries(root: string): readonly Entry[] {
  const folder = join(root, 'audit_logs');
  const lines = visible(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  return lines.filter((line) => line !== '').map((line): Entry => JSON.parse(line));
}

function documents(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.md') && name !== 'README.md',
  );
}

function visible(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
}
