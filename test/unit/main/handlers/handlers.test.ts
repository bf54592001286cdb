import { symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { pageTopics } from '../../../../src/main/page-topics.ts';
import { PreferenceBook } from '../../../../src/main/preferences/index.ts';
import { ShellStatus } from '../../../../src/main/shell-status.ts';
import { latestOnly, Publisher } from '../../../../src/main/topics/index.ts';
import { EmployeeError } from '../../../../src/shared/errors.ts';
import { preloadChannels, topics } from '../../../../src/shared/ipc/contract.ts';
import { shellChannels } from '../../../../src/shared/ipc/shell-channels.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { hostileUrls } from '../window/hostile-urls.ts';
import { HandlerStage } from './stage.ts';

let stage: HandlerStage;

beforeEach(() => {
  stage = new HandlerStage();
});

describe('the contract', () => {
  it('has a handler for every channel of the app, and no other', () => {
    const wanted = [...Object.keys(shellChannels), ...Object.keys(preloadChannels)];
    expect(Object.keys(stage.handlers).sort()).toEqual(wanted.sort());
  });

  it('has a source for every topic, and no other', () => {
    const clock = new FakeClock();
    const sources = pageTopics({
      clock,
      publisher: new Publisher(clock),
      status: new ShellStatus(stage.host, { version: '1', platform: 'linux' }),
      preferences: new PreferenceBook({ get: () => undefined, set: () => undefined }, () => undefined),
      place: latestOnly(clock),
      wizardPlace: latestOnly(clock),
      logsFolder: () => stage.folder,
      logFailed: () => undefined,
    });
    expect(Object.keys(sources).sort()).toEqual(Object.keys(topics).sort());
  });
});

describe('the workspace', () => {
  it('is opened only where a person chose it in a dialog, or where the app suggests', async () => {
    const elsewhere = join(stage.folder, 'elsewhere');
    const open = (path: string) => stage.handlers['workspace.open']({ path, trust: true });
    await expect(open(elsewhere)).rejects.toMatchObject({ code: 'unsafe_path' });
    await expect(stage.handlers['workspace.inspect']({ path: elsewhere })).rejects.toThrow(/dialog/);
    expect(stage.port.opened).toEqual([]);

    stage.chosenFolder = elsewhere;
    expect(await stage.handlers['workspace.choose']({})).toMatchObject({ path: elsewhere, kind: 'new' });
    expect(await open(elsewhere)).toMatchObject({ employee: { state: 'running' } });
    await open(stage.suggested);
    expect(stage.port.opened).toEqual([`${elsewhere} (trusted)`, `${stage.suggested} (trusted)`]);
    expect(stage.did).toEqual([`remember ${elsewhere}`, `remember ${stage.suggested}`]);
  });

  it('is remembered only once it is open', async () => {
    stage.port.openWith = () =>
      Promise.reject(new EmployeeError('no_space', { what: 'cannot open', why: 'full', hint: 'Free some' }));
    const state = await stage.handlers['workspace.open']({ path: stage.suggested, trust: true });
    expect(state.employee).toMatchObject({ state: 'failed', error: { why: 'full' } });
    expect(stage.did).toEqual([]);
  });

  it('can be tried again where it could not be opened', async () => {
    await stage.host.open(stage.root);
    expect(await stage.handlers['workspace.open']({ path: stage.root, trust: false })).toMatchObject({
      employee: { state: 'running' },
    });
  });

  it('is not chosen when the dialog is cancelled', async () => {
    expect(await stage.handlers['workspace.choose']({})).toBeNull();
  });

  it.each([
    ['a file', (s: HandlerStage) => s.put('file'), 'unusable'],
    ['the home folder', () => homedir(), 'unusable'],
    ['the root of the disk', () => '/', 'unusable'],
    ['the source of the employee', (s: HandlerStage) => sourceIn(s), 'unusable'],
    ['an empty folder', (s: HandlerStage) => s.folder, 'new'],
    ['a folder that is not there yet', (s: HandlerStage) => join(s.folder, 'soon'), 'new'],
  ])('tells what would happen with %s', async (_what, prepare, kind) => {
    stage.chosenFolder = prepare(stage);
    expect(await stage.handlers['workspace.choose']({})).toMatchObject({ kind });
  });

  it('counts what is there to be taken over', async () => {
    stage.put('old/task_queue/completed/a.json');
    stage.put('old/task_queue/completed/b.json');
    stage.put('old/audit_logs/audit_2026-01-01.jsonl');
    stage.put('old/obsidian_vault/Notes/a.md');
    stage.put('old/obsidian_vault/.obsidian/b.md');
    stage.chosenFolder = join(stage.folder, 'old');
    expect(await stage.handlers['workspace.choose']({})).toMatchObject({
      kind: 'original',
      tasks: 2,
      notes: 1,
    });
    stage.put('old/.employee/install.json', '{}');
    expect(await stage.handlers['workspace.choose']({})).toMatchObject({ kind: 'workspace' });
  });
});

describe('files', () => {
  beforeEach(() => {
    stage.answers['tasks.add'] = ({ path }) => ({ message: 'x', path: `/inbox/${basename(String(path))}` });
  });

  it('go into the inbox; those that cannot keep none of the others out', async () => {
    const good = stage.put('a.txt');
    const paths = [good, join(stage.folder, 'gone.txt'), stage.folder];
    const { added, refused } = await stage.handlers['files.drop']({ paths });
    expect(added).toEqual([{ name: 'a.txt', path: '/inbox/a.txt' }]);
    expect(refused.map(({ why }) => why)).toEqual([
      'it is not there any more',
      'it is a folder: drop the files in it',
    ]);
  });

  it.skipIf(process.platform === 'win32')('are never links', async () => {
    const link = join(stage.folder, 'link.txt');
    symlinkSync('/etc/passwd', link);
    expect((await stage.handlers['files.drop']({ paths: [link] })).refused).toHaveLength(1);
  });

  it('are refused with the reason of the employee', async () => {
    stage.answers['tasks.add'] = () => {
      throw new EmployeeError('invalid_input', {
        what: 'cannot add',
        why: 'it is too large',
        hint: 'Copy it',
      });
    };
    const { refused } = await stage.handlers['files.drop']({ paths: [stage.put('a.txt')] });
    expect(refused).toEqual([{ name: 'a.txt', why: 'it is too large' }]);
  });

  it('cannot be dropped while nobody works', async () => {
    stage.answers['tasks.add'] = () => {
      throw new EmployeeError('not_running', { what: 'a', why: 'b', hint: 'c' });
    };
    const drop = stage.handlers['files.drop']({ paths: [stage.put('a.txt')] });
    await expect(drop).rejects.toMatchObject({ code: 'not_running' });
  });

  it('of the first run are made for the moment', async () => {
    const { added } = await stage.handlers['files.example']({});
    expect(added).toHaveLength(1);
    stage.answers['tasks.add'] = ({ path }) => {
      throw new Error(String(path));
    };
    const { refused } = await stage.handlers['files.example']({});
    expect(refused[0]?.why).toContain(stage.folder);
  });
});

describe('what is opened outside', () => {
  it('is a note inside the vault, in Obsidian where it is installed', async () => {
    const note = stage.put('workspace/obsidian_vault/Tasks/a note.md');
    stage.answers['tasks.show'] = () => ({ task: { note: 'Tasks/a note.md' } });
    await stage.handlers['open.note']({ task_id: 'a' });
    stage.hasObsidian = true;
    await stage.handlers['open.note']({ task_id: 'a' });
    expect(stage.did).toEqual([`open ${note}`, `url obsidian://open?path=${encodeURIComponent(note)}`]);
  });

  it.each(['../../secret.md', '/etc/passwd', 'Tasks/run.sh', 'Tasks/missing.md', 'C:\\x.md'])(
    'is never what a task file claims to be its note: %s',
    async (note) => {
      stage.put('secret.md');
      stage.put('workspace/obsidian_vault/Tasks/run.sh');
      stage.answers['tasks.show'] = () => ({ task: { note } });
      await expect(stage.handlers['open.note']({ task_id: 'a' })).rejects.toBeInstanceOf(EmployeeError);
      expect(stage.did).toEqual([]);
    },
  );

  it('is an original in the inbox, and no other path of a task file', async () => {
    const original = stage.put('workspace/watch_inbox/a.txt');
    const claim = (path: string | undefined) => {
      stage.answers['tasks.show'] = () => ({ task: { context: { file_path: path } } });
      return stage.handlers['open.original']({ task_id: 'a' });
    };
    await claim(original);
    expect(stage.did).toEqual([`show ${original}`]);
    const outside = stage.put('outside.txt');
    for (const path of [outside, '\\\\server\\share\\a.txt', '/etc/passwd', '../a', undefined])
      await expect(claim(path)).rejects.toMatchObject({ code: 'not_found' });
    expect(stage.did).toHaveLength(1);
  });

  it('is a folder of the workspace by its name', async () => {
    await stage.handlers['open.folder']({ folder: 'quarantine' });
    expect(stage.did).toEqual([`open ${join(stage.root, 'task_queue', 'quarantine')}`]);
  });

  it('is a link only when the person agreed to its host', async () => {
    expect(await stage.handlers['open.link']({ url: 'https://example.com/a' })).toEqual({ opened: true });
    stage.agrees = false;
    expect(await stage.handlers['open.link']({ url: 'https://example.com/b' })).toEqual({ opened: false });
    expect(stage.did).toEqual(['ask example.com', 'url https://example.com/a', 'ask example.com']);
  });

  it('is none of many hostile addresses', async () => {
    for (const url of hostileUrls)
      await expect(stage.handlers['open.link']({ url })).rejects.toMatchObject({ code: 'invalid_input' });
    expect(stage.did).toEqual([]);
  });
});

describe('the app itself', () => {
  it('asks the system before it says that it starts at login', async () => {
    await stage.handlers['shell.set-preferences']({ launchAtLogin: true, theme: 'dark' });
    expect(stage.did).toEqual(['login true', 'set launchAtLogin', 'set theme']);
    expect(await stage.handlers['shell.preferences']({})).toMatchObject({
      launchAtLogin: true,
      theme: 'dark',
    });
  });

  it('quits in the way that was asked', async () => {
    await stage.handlers['shell.quit']({ now: false });
    await stage.handlers['shell.quit']({ now: true });
    expect(stage.did).toEqual(['quit graceful', 'quit now']);
  });

  it('writes the trail only where a person said', async () => {
    const asked: unknown[] = [];
    stage.answers['audit.export'] = (params) => {
      asked.push(params);
      return { message: 'Wrote 3', path: 'x', entries: 3 };
    };
    expect(await stage.handlers['audit.save']({ format: 'csv' })).toBeNull();
    stage.savePath = join(stage.folder, 'trail.csv');
    expect(await stage.handlers['audit.save']({ format: 'csv' })).toEqual({ message: 'Wrote 3', entries: 3 });
    expect(asked).toEqual([{ format: 'csv', path: stage.savePath }]);
  });
});

function sourceIn(target: HandlerStage): string {
  target.put('checkout/package.json', '{"name":"personal-ai-employee"}');
  return join(target.folder, 'checkout');
}
