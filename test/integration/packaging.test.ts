import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { appId, notificationIconPath, trayIconPath, windowIconPath } from '../../src/main/installed-files.ts';
import { trayIconFile } from '../../src/main/tray/icon-files.ts';
import { type AsarFile, extractAsar, readAsar } from '../helpers/asar.ts';
import { makeDummyElectron } from '../helpers/dummy-electron.ts';
import { refusingNetwork } from '../helpers/refusing-network.ts';

const run = promisify(execFile);
const checkout = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'employee-packaging-'));
const project = join(folder, 'project');
const app = join(folder, 'dist', 'linux-unpacked');
const resources = join(app, 'resources');

/** What a person who works in a checkout has lying there, and what must never be given on. */
const planted = [
  ...['.env', 'task_queue/completed/pay.json', 'obsidian_vault/Tasks/pay.md', 'obsidian_vault/Dashboard.md'],
  ...[
    'obsidian_vault/Notes/private.md',
    'audit_logs/audit.jsonl',
    'watch_inbox/pay.txt',
    'src/main/index.ts',
  ],
  ...['test/secret.test.ts', 'logs/app.log', 'out/leftover/secret.js', 'backups/b.zip'],
];
const secret = 'never to be packed';

let packed: readonly AsarFile[] = [];
let networkAttempts = -1;

// The modes of executables and Linux's layout cannot be had on Windows.
describe.skipIf(process.platform === 'win32')('the packed app', () => {
  beforeAll(async () => {
    await run(process.execPath, ['tools/notices/main.ts'], { cwd: checkout });
    makeProject();
    makeDummyElectron(join(folder, 'electron'));
    await using network = await refusingNetwork();
    const builder = createRequire(import.meta.url).resolve('electron-builder/cli.js');
    const outputs = [
      `-c.electronDist=${join(folder, 'electron')}`,
      `-c.directories.output=${join(folder, 'dist')}`,
    ];
    await run(process.execPath, [builder, '--dir', '--linux', '--x64', ...outputs], {
      cwd: project,
      env: { ...process.env, ...network.environment },
    });
    networkAttempts = network.attempts();
    packed = readAsar(join(resources, 'app.asar'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what is on the allow-list and nothing else', async ({ annotate }) => {
    const names = productionPackages().join('|');
    const allowed = new RegExp(
      `^(package\\.json|out/(main|preload|renderer|cli)/.+|node_modules/(${names})/.+)$`,
    );
    expect(packed.map(({ path }) => path).filter((path) => !allowed.test(path))).toEqual([]);
    expect(packed.filter(({ path }) => /\.(map|d\.[cm]?ts)$/.test(path))).toEqual([]);
    const { size } = statSync(join(resources, 'app.asar'));
    await annotate(`app.asar: ${(size / 1e6).toFixed(1)} MB, ${packed.length} files`);
    expect(size).toBeLessThan(15_000_000);
  });

  it('gives on no file that a person keeps in the checkout', () => {
    const leaked = packed.filter(({ content }) => content && Buffer.from(content).includes(secret));
    expect(leaked.map(({ path }) => path)).toEqual([]);
    const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).map((name) => join(app, name));
    const plain = files.filter((file) => statSync(file).isFile() && !file.endsWith('.asar'));
    expect(plain.filter((file) => readFileSync(file).includes(secret))).toEqual([]);
  });

  it('has every fuse as the security table says', async () => {
    const fuses = await getCurrentFuseWire(join(app, 'personal-ai-employee'));
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ];
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ];
    for (const fuse of on) expect(fuses[fuse]).toBe(FuseState.ENABLE);
    for (const fuse of off) expect(fuses[fuse]).toBe(FuseState.DISABLE);
  });

  it('carries icons, licences and the command beside the archive', () => {
    const icon = trayIconFile({ state: 'needs-you', platform: 'linux', dark: true, count: 3 });
    const expected = [
      ...[
        trayIconPath(icon, resources),
        notificationIconPath('trouble', resources),
        windowIconPath(resources),
      ],
      ...['LICENSE', 'THIRD_PARTY_NOTICES.txt', 'task_queue/README.md'].map((name) => join(resources, name)),
    ];
    expect(expected.filter((file) => !existsSync(file))).toEqual([]);
    expect(statSync(join(resources, 'bin', 'employee')).mode & 0o111).toBe(0o111);
    const notices = readFileSync(join(resources, 'THIRD_PARTY_NOTICES.txt'), 'utf8');
    const named = [...productionPackages(), 'react', 'react-dom'];
    expect(named.filter((name) => !notices.includes(`\n${name} `))).toEqual([]);
  });

  it('holds every package its own code imports', () => {
    const code = packed.filter(({ path }) => /^out\/(main|preload|cli)\/.*\.c?js$/.test(path));
    const imported = code.flatMap(({ content }) => packagesIn(Buffer.from(content ?? []).toString('utf8')));
    const missing = imported.filter(
      (name) => !packed.some(({ path }) => path === `node_modules/${name}/package.json`),
    );
    expect(imported).toContain('zod');
    expect(missing).toEqual([]);
  });

  it('runs the employee command from what was packed, and makes a workspace from the packed template', async () => {
    const installed = join(folder, 'installed', 'resources');
    cpSync(resources, installed, { recursive: true, filter: (source) => !source.endsWith('.asar') });
    extractAsar(packed, join(installed, 'app.asar'));
    const workspace = join(folder, 'workspace');
    const home = join(folder, 'home');
    const cli = join(installed, 'app.asar', 'out', 'cli', 'employee.js');
    const { stdout } = await run(process.execPath, [cli, 'init', workspace, '--json'], {
      env: { PATH: process.env.PATH, HOME: home, USERPROFILE: home, APPDATA: home, LOCALAPPDATA: home },
    });
    expect(stdout).toContain('workspace');
    expect(readdirSync(join(workspace, 'obsidian_vault', 'agent_skills'))).toContain('finance_skills.md');
    expect(existsSync(join(workspace, 'production', 'health_check.ps1'))).toBe(true);
  });

  it('was packed without the network', () => {
    expect(networkAttempts).toBe(0);
  });

  it('has the id that its toasts are shown under', () => {
    const config: unknown = parse(readFileSync(join(checkout, 'electron-builder.yml'), 'utf8'));
    expect(config).toMatchObject({ appId });
  });
});

/** A copy of this checkout that a person has worked in. */
function makeProject(): void {
  for (const name of [
    'package.json',
    'electron-builder.yml',
    'LICENSE',
    'out',
    'assets',
    'obsidian_vault',
    'task_queue',
    'tools',
    'src',
  ])
    cpSync(join(checkout, name), join(project, name), { recursive: true });
  // Development packages that electron-builder has to leave out, and the one that tells the version of Electron.
  const modules = [
    ...productionPaths(),
    ...['electron', 'react', 'fast-check'].map((name) => `node_modules/${name}`),
  ];
  for (const path of modules) cpSync(join(checkout, path), join(project, path), { recursive: true });
  for (const name of planted) {
    mkdirSync(dirname(join(project, name)), { recursive: true });
    writeFileSync(join(project, name), `// ${secret}\n`);
  }
}

/** The folders of the packages that are installed without development dependencies, from the lock file. */
function productionPaths(): readonly string[] {
  const locked = z.object({ dev: z.boolean().optional(), optional: z.boolean().optional() });
  const schema = z.object({ packages: z.record(z.string(), locked) });
  const { packages } = schema.parse(JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')));
  // Optional peers lie here for development tools only, and are left out of the archive.
  const isPacked = (path: string) => packages[path]?.dev !== true && packages[path]?.optional !== true;
  return Object.keys(packages).filter((path) => path !== '' && isPacked(path));
}

function productionPackages(): readonly string[] {
  return [...new Set(productionPaths().map((path) => path.replace(/^.*node_modules\//, '')))];
}

/** The packages that a bundle imports; strings of the program that only look so are no package names. */
function packagesIn(code: string): readonly string[] {
  const specifiers = [
    ...code.matchAll(/(?<![.\w])(?:from|import|require)\s*\(?\s*["']((?:@[\w.-]+\/)?[\w-][\w./-]*)["']/g),
  ];
  return specifiers
    .map(([, specifier = '']) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '')
    .filter((name) => name !== 'electron' && !isBuiltin(name));
}
