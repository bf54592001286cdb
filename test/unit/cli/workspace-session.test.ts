import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openWorkspace } from '../../../src/cli/workspace-session.ts';
import { SystemClock, SystemRandom } from '../../../src/core/clock/index.ts';
import { ControlServer, localControlEndpoint } from '../../../src/core/control/index.ts';
import { UserState } from '../../../src/core/user-state/index.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';
import { FakeApi, FakeTerminal } from './support.ts';

/** A workspace folder with two tasks waiting, and a user state of its own. */
function prepared() {
  vi.stubEnv('XDG_CONFIG_HOME', temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const root = temporaryFolder();
  for (const folder of ['.employee', 'audit_logs', 'logs', 'task_queue/inbox', 'task_queue/completed'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const id of ['a', 'b'])
    writeFileSync(
      join(root, 'task_queue/inbox', `${id}.json`),
      JSON.stringify({ task_id: id, type: 'invoice' }),
    );
  const terminal = new FakeTerminal({ environment: { XDG_RUNTIME_DIR: temporaryFolder() } });
  return { root, terminal };
}

function lock(root: string, pid: number): void {
  const record = {
    pid,
    process_started: null,
    hostname: hostname(),
    token: 't',
    heartbeat: new Date().toISOString(),
    version: '0.1.0',
    kind: 'run',
  };
  writeFileSync(join(root, '.employee/lock'), JSON.stringify(record));
}

function listing(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
}

describe('the files of a workspace, without the lock', () => {
  it('say who holds it, and what waits', async () => {
    const { root, terminal } = prepared();
    lock(root, process.pid);
    const reader = await (await openWorkspace({ folder: root, terminal })).reader();
    await expect(reader.call('status', {})).resolves.toMatchObject({
      running: true,
      pid: process.pid,
      queue: { inbox: 2, pending: 0, completed: 0 },
      cost_is_lower_bound: true,
      workspace: root,
    });
  });

  it('say that nothing runs when the owner is dead', async () => {
    const { root, terminal } = prepared();
    // Above the greatest process id Linux gives.
    lock(root, 2 ** 22 + 1);
    const reader = await (await openWorkspace({ folder: root, terminal })).reader();
    await expect(reader.call('status', {})).resolves.toMatchObject({ running: false, pid: null });
  });

  it('are read and never written', async () => {
    const { root, terminal } = prepared();
    const before = listing(root);
    const workspace = await openWorkspace({ folder: root, terminal });
    const reader = await workspace.reader();
    await expect(reader.call('audit.verify', {})).resolves.toMatchObject({
      integrity: 'OK',
      total_entries: 0,
    });
    await expect(reader.call('audit.tail', {})).resolves.toEqual([]);
    await expect(reader.call('tasks.list', {})).resolves.toHaveLength(2);
    await expect(reader.call('config.get', { key: 'LLM_MODEL' })).resolves.toMatchObject({
      key: 'llm.model',
    });
    await workspace.examine();
    expect(listing(root)).toEqual(before);
  });

  it('do not answer what only the employee knows', async () => {
    const { root, terminal } = prepared();
    const reader = await (await openWorkspace({ folder: root, terminal })).reader();
    await expect(reader.call('pause', {})).rejects.toMatchObject({ code: 'workspace_held' });
    await expect(reader.call('config.get', { key: 'nope' })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe.skipIf(process.platform === 'win32')('the running employee', () => {
  it('is found by any command line of this user', async () => {
    const { root, terminal } = prepared();
    const files = testFiles();
    const [clock, random] = [new SystemClock(), new SystemRandom()];
    const userState = await UserState.open({ files, clock, random });
    const quiet = () => undefined;
    const server = new ControlServer({
      api: new FakeApi({ pause: { message: 'done' } }),
      token: await userState.controlToken(),
      endpoint: localControlEndpoint({
        workspaceRoot: files.fileSystem.realPath(root),
        stateFolder: userState.folder,
        environment: terminal.environment,
      }),
      files,
      clock,
      random,
      logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    });
    await server.listen();
    onTestFinished(() => server.close());
    const running = await (await openWorkspace({ folder: root, terminal })).connect();
    await expect(running?.call('pause', {})).resolves.toEqual({ message: 'done' });
    running?.close();
  });

  it('is not there when nobody listens', async () => {
    const { root, terminal } = prepared();
    await expect((await openWorkspace({ folder: root, terminal })).connect()).resolves.toBeUndefined();
  });
});

describe('doctor', () => {
  it('tells a workspace that is missing, and one that nobody trusts', async () => {
    const { root, terminal } = prepared();
    const names = async (folder: string) =>
      (await (await openWorkspace({ folder, terminal })).examine())
        .filter((finding) => finding.status !== 'ok')
        .map((finding) => finding.name);
    expect(await names(join(root, 'nothing'))).toEqual(['workspace']);
    expect(await names(root)).toContain('trust');
  });
});
