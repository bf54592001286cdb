import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SystemClock, SystemRandom } from '../../../src/core/clock/index.ts';
import { Files, NodeFileSystem } from '../../../src/core/files/index.ts';
import {
  createOrAdopt,
  type PathOverrides,
  readInstallation,
  resolveWorkspace,
  workspacePaths,
} from '../../../src/core/workspace/index.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

const files = testFiles();

function put(root: string, name: string, content = ''): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), content);
}

/** Every file below a folder with its content. */
function snapshot(root: string): Record<string, string> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(root.length + 1), readFileSync(path, 'latin1')]));
}

function template(): string {
  const folder = temporaryFolder();
  put(folder, 'vault/Company_Handbook.md', 'handbook');
  put(folder, 'vault/agent_skills/email.md', 'skill');
  put(folder, 'vault/Tasks/.gitkeep');
  put(folder, 'extra/production/health_check.ps1', 'employee health');
  return folder;
}

function create(root: string, source: string, use = files, overrides: PathOverrides = {}) {
  return createOrAdopt({
    files: use,
    paths: workspacePaths(root, overrides),
    templateFolders: [
      { source: join(source, 'vault'), destination: 'vault' },
      { source: join(source, 'extra'), destination: 'root' },
    ],
    random: new SystemRandom(),
    clock: new FakeClock(),
  });
}

describe('choosing the workspace', () => {
  function choose(parts: Partial<Parameters<typeof resolveWorkspace>[0]>) {
    const currentFolder = parts.currentFolder ?? temporaryFolder();
    const chosen = resolveWorkspace({
      files,
      option: undefined,
      environment: {},
      lastWorkspace: undefined,
      home: '/home/someone',
      ...parts,
      currentFolder,
    });
    return chosen;
  }
  const withFolders = (...names: string[]) => {
    const root = temporaryFolder();
    for (const name of names) mkdirSync(join(root, name), { recursive: true });
    return root;
  };
  const everything = () => ({
    option: '/a',
    environment: { EMPLOYEE_WORKSPACE: '/b' },
    currentFolder: withFolders('.employee'),
    lastWorkspace: '/d',
  });

  it('goes option, environment, current folder, last one, home', () => {
    const { option, environment, currentFolder, lastWorkspace } = everything();
    const all = { option, environment, currentFolder, lastWorkspace };
    expect(choose(all)).toEqual({ root: resolve('/a'), chosenBy: 'option' });
    expect(choose({ ...all, option: undefined })).toEqual({ root: resolve('/b'), chosenBy: 'environment' });
    expect(choose({ currentFolder, lastWorkspace })).toEqual({
      root: currentFolder,
      chosenBy: 'current_folder',
    });
    expect(choose({ lastWorkspace })).toEqual({ root: resolve('/d'), chosenBy: 'last_workspace' });
    expect(choose({})).toEqual({ root: join('/home/someone', 'PersonalAIEmployee'), chosenBy: 'home' });
  });

  it.each([
    [['.employee'], 'current_folder'],
    [['task_queue', 'audit_logs'], 'current_folder'],
    [['task_queue', 'obsidian_vault'], 'home'],
    [['audit_logs'], 'home'],
  ] as const)('a current folder with %j: %s', (names, chosenBy) => {
    expect(choose({ currentFolder: withFolders(...names) }).chosenBy).toBe(chosenBy);
  });

  it('passes over the source checkout, and refuses it when it is named', () => {
    const checkout = withFolders('.employee', 'task_queue', 'audit_logs', 'playground');
    put(checkout, 'package.json', '{"name":"personal-ai-employee"}');
    expect(choose({ currentFolder: checkout, lastWorkspace: checkout }).chosenBy).toBe('home');
    expect(() => choose({ option: checkout })).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    expect(() => choose({ option: '.', currentFolder: checkout })).toThrow(/source of the employee/);
    expect(choose({ option: 'playground', currentFolder: checkout }).root).toBe(join(checkout, 'playground'));
  });

  it('takes relative folders from the current one and ~ from home; an empty one is a mistake', () => {
    expect(choose({ option: 'x', currentFolder: '/work' }).root).toBe(resolve('/work/x'));
    expect(choose({ environment: { EMPLOYEE_WORKSPACE: '~/w' } }).root).toBe(resolve('/home/someone/w'));
    expect(() => choose({ option: ' ' })).toThrow(/expected a folder, got " "/);
    expect(choose({ environment: { EMPLOYEE_WORKSPACE: '' } }).chosenBy).toBe('home');
  });
});

describe('places', () => {
  it('are those of the contract', () => {
    const paths = workspacePaths('/w');
    expect(paths.queue.inbox).toBe(resolve('/w/task_queue/inbox'));
    expect(paths.watchInboxDisabled).toBe(resolve('/w/watch_inbox_disabled'));
    expect(paths.vault.dashboard).toBe(resolve('/w/obsidian_vault/Dashboard.md'));
    expect(paths.internal.lock).toBe(resolve('/w/.employee/lock'));
  });

  it('follow the settings: relative to the workspace or absolute', () => {
    const paths = workspacePaths('/w', {
      vault: 'my/vault',
      watchInbox: '/drop',
      approvals: './hitl',
      auditLogs: null,
    });
    expect(paths.vault.root).toBe(resolve('/w/my/vault'));
    expect(paths.vault.dashboard).toBe(resolve('/w/my/vault/Dashboard.md'));
    expect(paths.watchInboxDisabled).toBe(resolve('/drop_disabled'));
    expect(paths.queue.approvals).toBe(resolve('/w/hitl'));
    expect(paths.auditLogs).toBe(resolve('/w/audit_logs'));
  });
});

describe('a new workspace', () => {
  it('holds every folder and the template, and knows who it is', async () => {
    const root = join(temporaryFolder(), 'deep', 'workspace');
    const result = await create(root, template());
    expect(result).toEqual({
      kind: 'created',
      installId: expect.stringMatching(/^[0-9a-f]{32}$/),
      copied: [
        'obsidian_vault/Company_Handbook.md',
        'obsidian_vault/agent_skills/email.md',
        'production/health_check.ps1',
      ],
    });
    expect(readInstallation(files, workspacePaths(root))).toEqual({
      install_id: result.installId,
      created_at: '2026-02-07T09:00:00.123Z',
      schema: 1,
    });
    for (const folder of ['watch_inbox', 'task_queue/quarantine', 'audit_logs', 'logs/archive', 'backups']) {
      expect(statSync(join(root, folder)).isDirectory(), folder).toBe(true);
    }
    expect(existsSync(join(root, '.employee', 'creating.json'))).toBe(false);
  });

  it('stays as a person changed it: a second call copies nothing and restores only folders', async () => {
    const root = temporaryFolder();
    const source = template();
    const first = await create(root, source);
    rmSync(join(root, 'obsidian_vault', 'agent_skills', 'email.md'));
    writeFileSync(join(root, 'obsidian_vault', 'Company_Handbook.md'), 'mine');
    rmSync(join(root, 'backups'), { recursive: true });
    const before = snapshot(root);
    expect(await create(root, source)).toEqual({ kind: 'existing', installId: first.installId, copied: [] });
    expect(snapshot(root)).toEqual(before);
    expect(existsSync(join(root, 'backups'))).toBe(true);
  });

  it('goes where a setting put the vault', async () => {
    const root = temporaryFolder();
    const vault = join(temporaryFolder(), 'elsewhere');
    await create(root, template(), files, { vault });
    expect(readFileSync(join(vault, 'Company_Handbook.md'), 'utf8')).toBe('handbook');
    expect(existsSync(join(root, 'obsidian_vault'))).toBe(false);
  });

  it('has no inbox while intake is paused', async () => {
    const root = temporaryFolder();
    const source = template();
    await create(root, source);
    renameSync(join(root, 'watch_inbox'), join(root, 'watch_inbox_disabled'));
    await create(root, source);
    expect(existsSync(join(root, 'watch_inbox'))).toBe(false);
    renameSync(join(root, 'watch_inbox_disabled'), join(root, 'watch_inbox'));
    await create(root, source);
    expect(existsSync(join(root, 'watch_inbox'))).toBe(true);
  });

  it('is completed after a failure at any step, as one creation with one identity', async () => {
    const source = template();
    const complete = temporaryFolder();
    await create(complete, source);
    const expected = Object.keys(snapshot(complete)).sort();
    let steps = 0;
    for (let failAt = 1; ; failAt += 1) {
      const root = temporaryFolder();
      const failing = new FailingFileSystem(failAt);
      const broken = new Files({
        fileSystem: failing,
        clock: new SystemClock(),
        random: new SystemRandom(),
        platform: process.platform,
      });
      const outcome = await create(root, source, broken).catch(() => 'failed' as const);
      if (outcome !== 'failed') break;
      steps += 1;
      const started = existsSync(join(root, '.employee', 'creating.json'))
        ? JSON.parse(readFileSync(join(root, '.employee', 'creating.json'), 'utf8')).install_id
        : undefined;
      const result = await create(root, source);
      if (started !== undefined) expect(result.installId).toBe(started);
      expect(['created', 'existing']).toContain(result.kind);
      const names = Object.keys(snapshot(root)).filter((name) => !name.includes('.tmp-'));
      expect(names.sort(), `failure at step ${failAt}`).toEqual(expected);
    }
    expect(steps).toBeGreaterThan(30);
  });
});

describe('an existing workspace of the original system', () => {
  it('is adopted with every byte as it was, and gets only what is missing', async () => {
    const root = temporaryFolder();
    put(root, 'task_queue/inbox/1f.json', '{"task_id":"1f"}');
    put(root, 'task_queue/approvals/2f.json.approved', 'not json');
    put(root, 'audit_logs/audit_2026-02-05.jsonl', '{"x":1}\r\n');
    put(root, 'obsidian_vault/Company_Handbook.md', '# The original one, without a policy');
    put(root, 'orchestration/orchestrator.py', 'print()');
    put(root, '.env', 'OPENAI_API_KEY=x');
    const before = snapshot(root);
    const result = await create(root, template());
    expect(result.kind).toBe('adopted');
    expect(result.copied).toEqual(['obsidian_vault/agent_skills/email.md', 'production/health_check.ps1']);
    expect(snapshot(root)).toMatchObject(before);
    expect((await create(root, template())).kind).toBe('existing');
  });
});

describe('a folder that cannot become a workspace', () => {
  it('is named when it is a file, or a file is where a folder belongs', async () => {
    const folder = temporaryFolder();
    put(folder, 'file', 'x');
    await expect(create(join(folder, 'file'), template())).rejects.toMatchObject({
      code: 'invalid_input',
      what: `cannot use ${join(folder, 'file')} as a folder`,
    });
    put(folder, 'w/logs', 'x');
    await expect(create(join(folder, 'w'), template())).rejects.toThrow(/w\/logs as a folder: something/);
    expect(readFileSync(join(folder, 'w', 'logs'), 'utf8')).toBe('x');
    symlinkSync(join(folder, 'gone'), join(folder, 'link'));
    await expect(create(join(folder, 'link'), template())).rejects.toThrow(/a link that leads nowhere/);
  });

  it('is named when it cannot be written', async () => {
    const failing = new FailingFileSystem(1);
    const broken = new Files({
      fileSystem: failing,
      clock: new SystemClock(),
      random: new SystemRandom(),
      platform: process.platform,
    });
    const root = join(temporaryFolder(), 'w');
    await expect(create(root, template(), broken)).rejects.toThrow(
      `cannot make the folder ${root}: access is denied`,
    );
  });

  it('is the source checkout', async () => {
    const checkout = temporaryFolder();
    put(checkout, 'package.json', '{"name":"personal-ai-employee"}');
    await expect(create(checkout, template())).rejects.toThrow(/source of the employee/);
    expect(readdirSync(checkout)).toEqual(['package.json']);
  });

  it('has lost its identity: it is not given a new one', async () => {
    const root = temporaryFolder();
    await create(root, template());
    writeFileSync(join(root, '.employee', 'install.json'), '{"install_id":');
    await expect(create(root, template())).rejects.toMatchObject({ code: 'integrity' });
    expect(readFileSync(join(root, '.employee', 'install.json'), 'utf8')).toBe('{"install_id":');
  });
});

/** Fails one mutating call and every later one, as a killed process would. */
class FailingFileSystem extends NodeFileSystem {
  #left: number;

  constructor(failAt: number) {
    super();
    this.#left = failAt;
  }

  #step(): void {
    this.#left -= 1;
    if (this.#left <= 0) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
  }

  override open(...parameters: Parameters<NodeFileSystem['open']>): number {
    if (parameters[1] === 'create' || parameters[1] === 'append') this.#step();
    return super.open(...parameters);
  }

  override write(...parameters: Parameters<NodeFileSystem['write']>): number {
    this.#step();
    return super.write(...parameters);
  }

  override rename(from: string, to: string): void {
    this.#step();
    super.rename(from, to);
  }

  override unlink(path: string): void {
    this.#step();
    super.unlink(path);
  }

  override makeFolder(path: string, mode?: number): void {
    this.#step();
    super.makeFolder(path, mode);
  }
}
