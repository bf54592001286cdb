import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { OfferedPaths } from '../../../../src/main/handlers/index.ts';
import type { Api, CommandName } from '../../../../src/shared/api.ts';
import { windowCommands } from '../../../../src/shared/ipc/contract.ts';
import { HandlerStage } from './stage.ts';

const name = 'backup_2026-03-12_02-00-00.zip';
const paths = [
  ...['/etc/passwd', '/home/sam/old.zip', '../secret.zip', '..', '.', 'backups/../../x.zip'],
  ...['C:\\Users\\sam\\old.zip', 'C:old.zip', '\\\\server\\share\\old.zip', 'a\0.zip'],
];

let stage: HandlerStage;
let asked: string[];

beforeEach(() => {
  stage = new HandlerStage();
  asked = [];
});

/** The employee as a page has it; what reached it is in `asked`. */
function guarded(found?: string): Api {
  const call = async (command: CommandName, params: unknown) => {
    asked.push(`${command} ${(params as { archive?: string }).archive}`);
    return { archive: found };
  };
  return stage.offered.guard({ call } as unknown as Api);
}

/** Commands of the window that name an archive. */
const naming = Object.entries(windowCommands).flatMap(([command, { params }]) =>
  'shape' in params && 'archive' in params.shape ? [command as 'restore.inspect'] : [],
);

describe('an archive that a page names', () => {
  it('is looked at by every command that takes one', () => {
    expect(naming).toEqual(expect.arrayContaining(['backup.verify', 'restore.inspect', 'restore.start']));
  });

  it.each(naming)('%s: goes to the employee by its name, never by a path nobody chose', async (command) => {
    await guarded().call(command, { archive: name });
    await guarded().call(command, { archive: 'latest' });
    expect(asked).toEqual([`${command} ${name}`, `${command} latest`]);
    for (const archive of paths)
      await expect(guarded().call(command, { archive })).rejects.toMatchObject({ code: 'unsafe_path' });
    expect(asked).toHaveLength(2);
  });

  it('may be a path that a person chose, also as the employee then calls it', async () => {
    const path = join(stage.folder, 'link.zip');
    const real = join(stage.folder, 'old.zip');
    stage.chosenArchive = path;
    expect(await stage.handlers['restore.choose']({ kind: 'file' })).toEqual({ archive: path });
    await guarded(real).call('restore.inspect', { archive: path });
    await guarded().call('restore.start', { archive: real });
    expect(asked).toEqual([`restore.inspect ${path}`, `restore.start ${real}`]);
  });

  it('is not offered by a dialog that was cancelled', async () => {
    expect(await stage.handlers['restore.choose']({ kind: 'folder' })).toBeNull();
  });

  it('leaves commands alone that name none', async () => {
    await new OfferedPaths().guard({ call: async () => ({}) } as unknown as Api).call('status', {});
  });
});

describe('the restore wizard', () => {
  it('opens at the list, or at an archive of it', async () => {
    await stage.handlers['shell.restore']({ archive: null });
    await stage.handlers['shell.restore']({ archive: name });
    await stage.handlers['shell.close-restore']({});
    expect(stage.did).toEqual(['wizard null', `wizard ${name}`, 'wizard closed']);
  });

  it('is not sent to a path', async () => {
    await expect(stage.handlers['shell.restore']({ archive: '/etc/passwd' })).rejects.toMatchObject({
      code: 'unsafe_path',
    });
    expect(stage.did).toEqual([]);
  });
});

describe('the second place of backups', () => {
  it('is what a person chose in a dialog, and kept as the setting', async () => {
    const set: unknown[] = [];
    stage.answers['config.set'] = (params) => set.push(params);
    expect(await stage.handlers['backup.choose-folder']({})).toBeNull();
    stage.chosenFolder = '/media/disk';
    expect(await stage.handlers['backup.choose-folder']({})).toEqual({ path: '/media/disk' });
    expect(set).toEqual([{ key: 'backup.secondFolder', value: '/media/disk' }]);
  });

  it.each(['backup.secondFolder', 'paths.vault'])('%s: a page can only put back the default', async (key) => {
    const page = guarded();
    await expect(page.call('config.set', { key, value: '/etc' })).rejects.toMatchObject({
      code: 'unsafe_path',
    });
    expect(asked).toEqual([]);
    await page.call('config.set', { key, value: null });
    await page.call('config.set', { key: 'backup.keepDays', value: '90' });
    expect(asked).toHaveLength(2);
  });
});
