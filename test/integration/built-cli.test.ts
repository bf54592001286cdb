import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import type { Task } from '../../src/shared/task.ts';
import { until } from '../helpers/open-test-employee.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const program = resolve(import.meta.dirname, '../../bin/employee.js');
const samples = resolve(import.meta.dirname, '../fixtures/watch_inbox');

/** The command line as it is shipped: `npm run build` comes first. */
it('the built command line leads a dropped payment from the inbox to its verified end', async () => {
  const { workspace, employee, start } = place();
  expect((await employee('init', workspace)).code).toBe(0);
  const running = await start('run', '--workspace', workspace);
  expect((await employee('run')).code).toBe(3);

  for (const name of readdirSync(samples))
    copyFileSync(join(samples, name), join(workspace, 'watch_inbox', name));
  writeFileSync(join(workspace, 'watch_inbox', 'pay.txt'), 'Transfer $5,000 to vendor ACME\n');
  const approvals = join(workspace, 'task_queue', 'approvals');
  const completed = join(workspace, 'task_queue', 'completed');
  const asked = () => readdirSync(approvals).find((name) => /-pay-[0-9a-f]{6}\.json$/.test(name));
  await until(approvals, () => asked() !== undefined);
  await until(completed, () => readdirSync(completed).length === 2);

  const status = JSON.parse((await employee('status', '--json')).out);
  expect(status).toMatchObject({
    running: true,
    pid: running.pid,
    queue: { inbox: 0, pending: 0, approvals: 2, completed: 2 },
  });
  const request = asked() ?? '';
  const taskId = request.slice(0, -'.json'.length);
  const waiting = JSON.parse((await employee('--json', 'approvals', 'list')).out);
  expect(waiting.map((one: { task_id: string }) => one.task_id)).toContain(taskId);

  renameSync(join(approvals, request), join(approvals, `${request}.approved`));
  await until(completed, () => readdirSync(completed).includes(request));
  const task: Task = JSON.parse(readFileSync(join(completed, request), 'utf8'));
  expect(task).toMatchObject({ status: 'completed', actions: [{ status: 'done' }] });
  const shown = await employee('tasks', 'show', taskId);
  expect(shown).toMatchObject({ code: 0, out: expect.stringContaining('hitl_approval_granted') });

  expect((await employee('audit', 'verify', '--json')).out).toContain('"integrity": "OK"');
  const exited = once(running, 'exit');
  expect((await employee('stop')).code).toBe(0);
  expect((await exited)[0]).toBe(0);
  expect((await employee('health')).code).toBe(1);

  const [day = ''] = readdirSync(join(workspace, 'audit_logs'));
  const path = join(workspace, 'audit_logs', day);
  writeFileSync(path, readFileSync(path, 'utf8').replace('task_claimed', 'task_Claimed'));
  expect((await employee('audit', 'verify')).code).toBe(4);
});

it('a misspelt option is one line with a remedy, and exit code 2', async () => {
  const { employee } = place();
  const { code, err, out } = await employee('status', '--frob', '--json');
  expect(code).toBe(2);
  expect(err).toBe('employee: status: unknown option \'--frob\'. Run "employee status --help".\n');
  expect(JSON.parse(out).error).toMatchObject({ code: 'usage' });
  expect((await employee('status', 'more')).err).not.toContain('..');
});

/** A workspace and a per-user state of their own. */
function place() {
  const folder = temporaryFolder();
  const workspace = join(folder, 'workspace');
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    EMPLOYEE_WORKSPACE: workspace,
  };
  const employee = (...args: readonly string[]) =>
    new Promise<{ code: unknown; out: string; err: string }>((done) => {
      execFile(process.execPath, [program, ...args], { env, cwd: folder }, (error, out, err) =>
        done({ code: error?.code ?? 0, out, err }),
      );
    });
  const start = async (...args: readonly string[]): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [program, ...args], {
      env,
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    for await (const line of createInterface({ input: child.stdout })) if (line === 'ready') break;
    return child;
  };
  return { workspace, employee, start };
}
