import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Employee } from '../../src/core/employee.ts';
import type { EmployeeEvent } from '../../src/shared/events.ts';
import { JumpingClock } from '../helpers/jumping-clock.ts';
import { TestWorkspace } from '../helpers/open-test-employee.ts';
import { readArchive } from '../helpers/read-archive.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const create = (employee: Employee, signal?: AbortSignal) => employee.api.call('backup.create', {}, signal);

/** What a backup may leave beside finished archives: nothing. */
function leftBehind(workspace: TestWorkspace): string[] {
  return [
    ...readdirSync(workspace.path('backups')).filter((name) => !/^backup_[\d_-]+\.zip$/.test(name)),
    ...readdirSync(workspace.path('.employee')).filter((name) => name.startsWith('backup-scratch')),
  ];
}

describe('a backup', () => {
  it('is verified, listed, and the one that status and health tell of', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.start();
    const { backup, unreadable, second_copy } = await create(employee);
    expect(unreadable).toEqual([]);
    expect(second_copy).toBeNull();
    expect(backup).toMatchObject({ safety: false, origin: 'employee', problem: null });
    expect(backup.verified_at).not.toBeNull();
    expect(await employee.api.call('backup.list', {})).toEqual([backup]);
    const found = await employee.api.call('backup.verify', { archive: 'latest' });
    expect(found).toMatchObject({ ok: true, origin: 'employee', history: 'ours', problems: [] });
    expect(found.hashed_files).toBe(found.files);
    const status = await employee.api.call('status', {});
    expect(status.last_backup).toEqual({ name: backup.name, created_at: backup.created_at, verified: true });
    expect(status.services.scheduler.status).toBe('running');
    const [entry] = await employee.api.call('audit.query', { action: 'backup_created' });
    expect(entry?.details).toMatchObject({ name: backup.name, audit_head: backup.audit_head });
    expect(leftBehind(workspace)).toEqual([]);
  });

  it('is not made while the vault is away: an empty one would push out those that hold it', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.start();
    const { backup } = await create(employee);
    renameSync(workspace.path('obsidian_vault'), workspace.path('elsewhere'));
    await expect(create(employee)).rejects.toMatchObject({
      code: 'not_found',
      why: expect.stringContaining('the vault is not at'),
    });
    const list = await employee.api.call('backup.list', {});
    expect(list.map(({ name }) => name)).toEqual([backup.name]);
    const { checks } = await employee.api.call('health', {});
    expect(checks.backups.status).toBe('DEGRADED');
  });

  it('has no secrets: not .env, not what stands in mcp.json or looks like a key in the settings', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.open();
    const secret = 'hunter2-never-in-a-backup';
    writeFileSync(workspace.path('.env'), `OPENAI_API_KEY=${secret}\n`);
    writeFileSync(workspace.path('obsidian_vault', '.env'), `OPENAI_API_KEY=${secret}\n`);
    const server = { command: 'node', args: ['--token', secret], env: { CRM_PASSWORD: secret } };
    writeFileSync(workspace.path('mcp.json'), JSON.stringify({ mcpServers: { crm: server } }));
    const { backup } = await create(employee);
    const { files } = await readArchive(workspace.path('backups', backup.name));
    expect(files.get('config/mcp.json')).toContain('secret:CRM_CRM_PASSWORD');
    for (const [path, text] of files) {
      expect(text, path).not.toContain(secret);
      expect(path).not.toMatch(/\.env$|key|lock|token/i);
    }
  });

  it('names what it could not take, in the answer and in the archive', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.open();
    symlinkSync('/etc/hostname', workspace.path('obsidian_vault', 'Notes', 'link.md'));
    const { backup, unreadable } = await create(employee);
    expect(unreadable).toEqual([
      { path: 'obsidian_vault/Notes/link.md', reason: expect.stringContaining('symbolic link') },
    ]);
    const { metadata } = await readArchive(workspace.path('backups', backup.name));
    expect(metadata.unreadable).toEqual(unreadable);
  });

  it('is copied to a second folder and verified there; trouble there is told and harms nothing', async () => {
    const workspace = new TestWorkspace();
    const second = temporaryFolder();
    const employee = await workspace.open();
    await employee.api.call('config.set', { key: 'backup.secondFolder', value: second });
    const { backup, second_copy } = await create(employee);
    expect(second_copy).toEqual({ path: join(second, backup.name), problem: null });
    expect(readFileSync(join(second, backup.name))).toEqual(
      readFileSync(workspace.path('backups', backup.name)),
    );
    rmSync(second, { recursive: true });
    const again = await create(employee);
    expect(again.second_copy?.problem).toContain('not there');
    expect(again.backup.verified_at).not.toBeNull();
  });

  it('can be cancelled, and gives its space back', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.open();
    for (let note = 0; note < 1_500; note += 1)
      writeFileSync(workspace.path('obsidian_vault', 'Notes', `${note}.md`), `${note} `.repeat(2_000));
    const cancel = new AbortController();
    employee.onEvent((event: EmployeeEvent) => {
      if (event.kind === 'progress') cancel.abort(new Error('enough'));
    });
    await expect(create(employee, cancel.signal)).rejects.toThrow('enough');
    expect(leftBehind(workspace)).toEqual([]);
    expect(await employee.api.call('backup.list', {})).toEqual([]);
    // Cancelling is no failure.
    expect((await employee.api.call('backup.state', {})).last_failure).toBeNull();
    expect((await create(employee)).backup.verified_at).not.toBeNull();
  });

  it('is never made beside another one', async () => {
    const employee = await new TestWorkspace().open();
    const first = create(employee);
    await expect(create(employee)).rejects.toMatchObject({ code: 'conflict' });
    await first;
    await create(employee);
    expect(await employee.api.call('backup.list', {})).toHaveLength(2);
  });

  it('that a kill left unfinished is removed by the next start, and nothing else', async () => {
    const workspace = new TestWorkspace();
    await (await workspace.open()).stop('graceful');
    const unfinished = 'backup_2026-02-07_02-00-00.zip';
    for (const name of [`${unfinished}.partial`, `${unfinished}.directory.partial`, 'mine.partial'])
      writeFileSync(workspace.path('backups', name), 'x');
    mkdirSync(workspace.path('.employee', 'backup-scratch-1', 'inbox'), { recursive: true });
    writeFileSync(workspace.path('.employee', 'backup-scratch-1', 'inbox', 'a.json'), '{}');
    await workspace.open();
    expect(leftBehind(workspace)).toEqual(['mine.partial']);
  });
});

describe('the snapshot', () => {
  it('holds exactly the tasks that its trail tells of, while tasks are taken, worked on and finished', {
    timeout: 120_000,
  }, async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.start();
    const drops = 400;
    let made = 0;
    const drop = (count: number) => {
      for (let n = 0; n < count; n += 1, made += 1)
        writeFileSync(workspace.path('watch_inbox', `note ${made}.txt`), `Note ${made}`);
    };
    drop(drops / 2);
    const names: string[] = [];
    while (names.length < 3) {
      drop(drops / 8);
      // Some are settled by now and on their way from the trail into the queue.
      await setTimeout(90 * names.length);
      names.push((await create(employee)).backup.name);
    }
    await employee.drain();
    let busy = 0;
    for (const name of names) {
      const { head, files } = await readArchive(workspace.path('backups', name));
      const entries = [...files]
        .filter(([path]) => path.startsWith('audit_logs/'))
        .flatMap(([, text]) => text.trimEnd().split('\n'))
        .map((line) => JSON.parse(line));
      expect(Math.max(...entries.map(({ seq }) => seq))).toBe(head.seq);
      const tasksOf = (action: string) =>
        new Set(entries.filter((entry) => entry.action === action).map(({ task_id }) => task_id));
      const idsIn = (folder: string) =>
        [...files.keys()]
          .filter((path) => path.startsWith(`task_queue/${folder}/`) && path.endsWith('.json'))
          .map((path) => path.slice(`task_queue/${folder}/`.length, -'.json'.length));
      const completed = idsIn('completed');
      const live = [...idsIn('inbox'), ...idsIn('pending')];
      expect([...completed, ...live].sort()).toEqual([...tasksOf('task_created')].sort());
      for (const taskId of completed) expect(tasksOf('task_completed')).toContain(taskId);
      // One whose end is in the trail is filed, or lies in pending with its final content.
      for (const taskId of tasksOf('task_completed'))
        if (!completed.includes(taskId))
          expect(
            JSON.parse(files.get(`task_queue/pending/${taskId}.json`) ?? '{}').completed_at,
          ).toBeTruthy();
      if (live.length > 0 && completed.length > 0) busy += 1;
    }
    expect(busy).toBeGreaterThan(0);
    const pauses = await employee.api.call('audit.query', { action: 'backup_created' });
    for (const { details } of pauses) expect(details.pause_ms).toBeLessThan(100);
  });
});

describe('a finished task that is done again while the backup is made', () => {
  it('is in the backup as it was', async () => {
    const workspace = new TestWorkspace();
    workspace.prepareQueue();
    const finished = (n: number) => `20260207T090000000Z-note-${String(n).padStart(5, '0')}`;
    for (let n = 0; n < 3_000; n += 1) {
      const task = {
        task_id: finished(n),
        status: 'completed',
        completed_at: '2026-02-07T09:00:00Z',
        result: 'done',
      };
      writeFileSync(workspace.queue('completed', `${finished(n)}.json`), JSON.stringify(task));
    }
    const employee = await workspace.start();
    await employee.api.call('pause', {});
    const retried: Promise<unknown>[] = [];
    employee.onEvent((event) => {
      if (event.kind !== 'progress' || retried.length > 0) return;
      for (const name of readdirSync(workspace.queue('completed')).slice(-20))
        retried.push(employee.api.call('tasks.retry', { id: name.slice(0, -'.json'.length) }));
    });
    const { backup, unreadable } = await create(employee);
    await Promise.all(retried);
    expect(retried).toHaveLength(20);
    expect(unreadable).toEqual([]);
    expect(backup.contents).toMatchObject({ completed_tasks: 3_000, pending_tasks: 0 });
  });
});

describe('the nightly backup', () => {
  it('is made by the running employee when its time has passed, once', async () => {
    const workspace = new TestWorkspace();
    const clock = new JumpingClock();
    const employee = await workspace.start({ clock });
    const made = new Promise<void>((resolve) => {
      employee.onEvent((event) => {
        if (event.kind === 'status' && event.status.last_backup?.verified) resolve();
      });
    });
    clock.jump(26 * 3_600_000);
    await made;
    clock.jump(3_600_000);
    const entries = await employee.api.call('audit.query', { action: 'backup_created' });
    expect(entries).toHaveLength(1);
    const { next_at } = await employee.api.call('backup.state', {});
    expect(new Date(next_at ?? 0).getHours()).toBe(2);
  });
});

describe('verification', () => {
  it('calls the history of another workspace foreign', async () => {
    const mine = new TestWorkspace();
    const employee = await mine.open();
    const other = new TestWorkspace();
    const { backup } = await create(await other.open());
    const file = join(temporaryFolder(), 'theirs.zip');
    copyFileSync(other.path('backups', backup.name), file);
    const found = await employee.api.call('backup.verify', { archive: file });
    expect(found).toMatchObject({ ok: false, history: 'foreign', origin: 'employee' });
    expect(found.problems).toHaveLength(1);
  });

  it('refuses what is no backup, and takes back that a damaged one was verified', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.open();
    const { backup } = await create(employee);
    const path = workspace.path('backups', backup.name);
    const bytes = readFileSync(path);
    bytes.fill(0x55, 200, 400);
    writeFileSync(path, bytes);
    await employee.api.call('backup.verify', { archive: backup.name }).then(
      ({ ok }) => expect(ok).toBe(false),
      (error: unknown) => expect(error).toMatchObject({ code: 'integrity' }),
    );
    expect(await employee.api.call('backup.list', {})).toEqual([
      expect.objectContaining({ verified_at: null, problem: expect.any(String) }),
    ]);
    writeFileSync(path, 'not a zip');
    await expect(employee.api.call('backup.verify', { archive: backup.name })).rejects.toMatchObject({
      code: 'integrity',
    });
  });

  it('is rehearsed by a restore into a scratch folder, with a report', async () => {
    const workspace = new TestWorkspace();
    const employee = await workspace.open();
    await create(employee);
    const { ok, report_path } = await employee.api.call('backup.rehearse', {});
    expect(ok).toBe(true);
    expect(readFileSync(report_path, 'utf8')).toMatch(/passed[\s\S]*History \| ours/);
    expect(
      readdirSync(workspace.path('.employee')).filter((name) => name.startsWith('backup-scratch')),
    ).toEqual([]);
  });
});
