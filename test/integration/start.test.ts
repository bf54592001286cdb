import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const projectFolder = resolve(import.meta.dirname, '..', '..');
const runtimeModule = pathToFileURL(join(projectFolder, 'bin', 'electron-runtime.js')).href;

// Plain JavaScript for old Nodes, so without types.
const { fetchRuntime, findRuntime } = (await import(runtimeModule)) as {
  fetchRuntime(folder: string, options?: { timeoutMs?: number; nowMs?: number }): Promise<boolean>;
  findRuntime(folder: string, env: Record<string, string>): string | undefined;
};
const day = 24 * 60 * 60 * 1000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The npm package `electron` with an installer that does this. */
async function electronPackage(installer: string): Promise<void> {
  await writeFile(
    join(folder, 'install.js'),
    `const fs = require('node:fs'); const path = require('node:path'); const { tmpdir } = require('node:os');
     fs.appendFileSync(path.join(__dirname, 'attempts'), 'x'); ${installer}`,
  );
}

const attempts = () => readdirSync(folder).includes('attempts');
const forgetAttempts = () => rm(join(folder, 'attempts'));

const unpacks = `fs.mkdirSync(path.join(__dirname, 'dist')); fs.writeFileSync(path.join(__dirname, 'dist', 'electron'), '');
  fs.writeFileSync(path.join(__dirname, 'path.txt'), 'electron');`;
const hangsHalfway = `fs.mkdirSync(path.join(__dirname, 'dist')); fs.writeFileSync(path.join(__dirname, 'dist', 'half'), '');
  fs.writeFileSync(path.join(tmpdir(), 'electron.zip.part'), 'x'); setInterval(() => {}, 1000);`;

describe('fetching the runtime', () => {
  it('is done by the package’s own installer, and it is found then', async () => {
    await electronPackage(unpacks);
    expect(findRuntime(folder, {})).toBeUndefined();
    expect(await fetchRuntime(folder)).toBe(true);
    expect(findRuntime(folder, {})).toBe(join(folder, 'dist', 'electron'));
  });

  it('ends in time, leaves nothing half done, and is not tried again for a day', async () => {
    await electronPackage(hangsHalfway);
    const startMs = Date.now();
    expect(await fetchRuntime(folder, { timeoutMs: 500, nowMs: startMs })).toBe(false);
    expect(Date.now() - startMs).toBeLessThan(5_000);
    expect(readdirSync(folder).toSorted()).toEqual(['.fetch-failed', 'attempts', 'install.js']);

    await forgetAttempts();
    await electronPackage(unpacks);
    expect(await fetchRuntime(folder, { nowMs: startMs + day - 1 })).toBe(false);
    expect(attempts()).toBe(false);
    expect(await fetchRuntime(folder, { nowMs: startMs + day })).toBe(true);
    expect(existsSync(join(folder, '.fetch-failed'))).toBe(false);
  });

  it('can be interrupted: it ends by the signal and has not failed', async () => {
    await electronPackage(hangsHalfway);
    const script = `import(${JSON.stringify(runtimeModule)})
      .then(({ fetchRuntime }) => fetchRuntime(${JSON.stringify(folder)}))`;
    const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
    const exited = once(child, 'exit');
    await expect.poll(() => existsSync(join(folder, 'dist', 'half')), { timeout: 10_000 }).toBe(true);
    child.kill('SIGTERM');
    expect(await exited).toEqual([null, 'SIGTERM']);
    expect(readdirSync(folder).toSorted()).toEqual(['attempts', 'install.js']);
  });
});

describe.skipIf(process.platform === 'win32')('npm start', () => {
  it('runs the tray app in the runtime that is there, to its exit code', async () => {
    const runtime = join(folder, 'electron');
    writeFileSync(runtime, '#!/bin/sh\necho "app $1 $EMPLOYEE_VALIDATE"\nexit 7\n');
    await chmod(runtime, 0o755);
    const child = spawn(process.execPath, [join(projectFolder, 'bin', 'start.js')], {
      env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    let output = '';
    for await (const data of child.stdout) output += data;
    expect(await exited).toEqual([7, null]);
    expect(output.trimEnd().split('\n').at(-1)).toBe(`app ${projectFolder}/ 1`);
  });

  it('is the same employee in this terminal where there is none', async () => {
    const home = join(folder, 'home');
    await mkdir(home);
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_RUNTIME_DIR: home,
    };
    const child = spawn(process.execPath, [join(projectFolder, 'bin', 'start.js')], {
      // An override that names no runtime: nothing is to be fetched.
      env: {
        ...env,
        ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'nothing'),
        EMPLOYEE_WORKSPACE: join(folder, 'work'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    let output = '';
    for await (const data of child.stdout) {
      output += data;
      if (/^ready$/m.test(output)) child.kill('SIGTERM');
    }
    await exited;
    expect(output).toMatch(
      /^There is no Electron runtime here .*\nSo the same employee runs here, without a window/m,
    );
  });
});
