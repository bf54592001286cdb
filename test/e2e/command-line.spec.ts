import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createHome, type Home } from './support/home.ts';
import { launchApp } from './support/launch-app.ts';
import { projectFolder } from './support/project.ts';

interface Ending {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the app as its own command line, as `resources/bin/employee` of an installed app does. */
function employee(home: Home, ...line: readonly string[]): Promise<Ending> {
  const electron = createRequire(import.meta.url).resolve('electron/cli.js');
  const display = process.platform === 'linux' ? ['--ozone-platform=headless', '--disable-gpu'] : [];
  const words = [electron, ...display, projectFolder, '--cli', ...line];
  return new Promise((resolve) => {
    execFile(process.execPath, words, { env: home.env }, (error, stdout, stderr) =>
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

it('makes a workspace, shows no window and ends with the exit code of the command', async () => {
  await using home = await createHome();
  const made = await employee(home, 'init', home.workspace, '--json');
  expect(made).toMatchObject({ exitCode: 0 });
  expect(JSON.parse(made.stdout)).toMatchObject({ workspace: expect.stringContaining('workspace') });
  expect(existsSync(join(home.workspace, 'obsidian_vault', 'Company_Handbook.md'))).toBe(true);

  const wrong = await employee(home, 'nonsense');
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toContain('there is no command "nonsense"');
});

it('answers while the tray app runs: it takes no single-instance lock', async () => {
  await using app = await launchApp();
  expect(await employee(app.home, '--version')).toMatchObject({ exitCode: 0 });
  await app.close();
  expect(await app.exited).toBe(0);
});
