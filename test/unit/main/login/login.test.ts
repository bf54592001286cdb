import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SystemLoginItem, XdgAutostart } from '../../../../src/main/login/index.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { testFiles } from '../../../helpers/test-files.ts';

describe('start at login on Linux', () => {
  function autostart(command: readonly string[]) {
    const configFolder = temporaryFolder();
    const item = new XdgAutostart({
      files: testFiles(),
      configFolder,
      command,
      name: 'Personal AI Employee',
    });
    return { item, path: join(configFolder, 'autostart', 'personal-ai-employee.desktop') };
  }

  it('is a desktop entry that can be made and removed', async () => {
    const { item, path } = autostart(['/opt/employee/employee']);
    expect(item.isEnabled()).toBe(false);
    await item.set(true);
    expect(item.isEnabled()).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe(
      [
        '[Desktop Entry]',
        'Type=Application',
        'Name=Personal AI Employee',
        'Exec="/opt/employee/employee" "--hidden"',
        'Terminal=false',
        'X-GNOME-Autostart-enabled=true',
        '',
      ].join('\n'),
    );
    await item.set(false);
    expect(existsSync(path)).toBe(false);
    expect(item.isEnabled()).toBe(false);
  });

  it('quotes a program as the specification says', async () => {
    const { item, path } = autostart(['/opt/my $app`s "100%" \\x']);
    await item.set(true);
    expect(readFileSync(path, 'utf8')).toContain(
      'Exec="/opt/my \\\\$app\\\\`s \\\\"100%%\\\\" \\\\\\\\x" "--hidden"',
    );
  });

  it('counts as off when the desktop switched it off', () => {
    const { item, path } = autostart(['/x']);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '[Desktop Entry]\nExec=/x\nHidden=true\n');
    expect(item.isEnabled()).toBe(false);
  });
});

describe('start at login on Windows and macOS', () => {
  it('is a login item that starts hidden', async () => {
    const settings: unknown[] = [];
    const item = new SystemLoginItem({
      getLoginItemSettings: () => ({ openAtLogin: settings.length > 0 }),
      setLoginItemSettings: (given) => settings.push(given),
    });
    expect(item.isEnabled()).toBe(false);
    await item.set(true);
    expect(settings).toEqual([{ openAtLogin: true, args: ['--hidden'] }]);
    expect(item.isEnabled()).toBe(true);
  });

  it.each([true, false, undefined])(
    'macOS tells whether it started the app, which has no arguments then: %s',
    (wasOpenedAtLogin) => {
      const item = new SystemLoginItem({
        getLoginItemSettings: () => ({
          openAtLogin: true,
          ...(wasOpenedAtLogin === undefined ? {} : { wasOpenedAtLogin }),
        }),
        setLoginItemSettings: () => undefined,
      });
      expect(item.startedTheApp()).toBe(wasOpenedAtLogin === true);
    },
  );
});
