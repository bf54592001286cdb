import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SystemRandom } from '../../../src/core/clock/index.ts';
import { UserState } from '../../../src/core/user-state/index.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

const files = testFiles();
const open = (folder: string) =>
  UserState.open({ files, clock: new FakeClock(), random: new SystemRandom(), folder });
const freshFolder = () => join(temporaryFolder(), 'state');

/** A workspace folder as `createOrAdopt` leaves it. */
function workspace(root: string, installId = 'a1'): { installId: string; realPath: string } {
  mkdirSync(join(root, '.employee'), { recursive: true });
  writeFileSync(join(root, '.employee', 'install.json'), JSON.stringify({ install_id: installId }));
  return { installId, realPath: root };
}

describe('the folder', () => {
  it.runIf(process.platform !== 'win32')('is private', async () => {
    const folder = freshFolder();
    const state = await open(folder);
    await state.controlToken();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'control-token.json')).mode & 0o777).toBe(0o600);
  });

  it.runIf(process.platform === 'linux')('is where the system wants configuration', () => {
    const script = `import('${join(process.cwd(), 'src/core/user-state/folder.ts')}').then((m) => console.log(m.userStateFolder()))`;
    const run = (environment: Record<string, string>) =>
      execFileSync(process.execPath, ['-e', script], { env: environment, encoding: 'utf8' }).trim();
    expect(run({ XDG_CONFIG_HOME: '/x', HOME: '/h' })).toBe('/x/personal-ai-employee');
    expect(run({ HOME: '/h' })).toBe('/h/.config/personal-ai-employee');
  });
});

describe('trust', () => {
  it('is given to one install in one place, and lasts', async () => {
    const folder = freshFolder();
    const state = await open(folder);
    const mine = workspace(join(temporaryFolder(), 'w'));
    expect(state.trustOf(mine)).toBe('unknown');
    await state.trust(mine);
    expect((await open(folder)).trustOf(mine)).toBe('trusted');
    expect(state.trustOf({ ...mine, installId: 'b2' })).toBe('unknown');
  });

  it('is not copied with a folder, and the copy has keys of its own', async () => {
    const state = await open(freshFolder());
    const root = temporaryFolder();
    const original = workspace(join(root, 'w'));
    await state.trust(original);
    const copy = workspace(join(root, 'copy'));
    expect(state.trustOf(copy)).toBe('unknown');
    await state.trust(copy);
    expect(state.trustOf(copy)).toBe('trusted');
    expect(state.trustOf(original)).toBe('trusted');
    expect(state.keyFolder(copy)).not.toBe(state.keyFolder(original));
  });

  it('has to be given again after a move, and then keeps the audit key', async () => {
    const state = await open(freshFolder());
    const root = temporaryFolder();
    const before = workspace(join(root, 'w'));
    await state.trust(before);
    const keys = state.keyFolder(before);
    renameSync(join(root, 'w'), join(root, 'moved'));
    const after = { installId: 'a1', realPath: join(root, 'moved') };
    expect(state.trustOf(after)).toBe('unknown');
    expect(state.keyFolder(after)).not.toBe(keys);
    await state.trust(after);
    expect(state.keyFolder(after)).toBe(keys);
    expect(state.trustOf(before)).toBe('unknown');
  });

  it('also takes it for moved when another install is at the old place', async () => {
    const state = await open(freshFolder());
    const root = temporaryFolder();
    const before = workspace(join(root, 'w'));
    await state.trust(before);
    const keys = state.keyFolder(before);
    const after = workspace(join(root, 'moved'));
    const other = workspace(join(root, 'w'), 'b2');
    await state.trust(other);
    await state.trust(after);
    expect(state.keyFolder(after)).toBe(keys);
    expect(state.trustOf(other)).toBe('trusted');
    expect(state.keyFolder(other)).not.toBe(keys);
  });

  it('keeps the keys that were made at the new place before it was trusted there', async () => {
    const state = await open(freshFolder());
    const root = temporaryFolder();
    const before = workspace(join(root, 'w'));
    await state.trust(before);
    renameSync(join(root, 'w'), join(root, 'moved'));
    const after = { installId: 'a1', realPath: join(root, 'moved') };
    const keys = state.keyFolder(after);
    mkdirSync(keys, { recursive: true });
    writeFileSync(join(keys, 'day.key'), 'x');
    await state.trust(after);
    expect(state.keyFolder(after)).toBe(keys);
  });

  it('given by several processes at once is lost by none', async () => {
    const folder = freshFolder();
    const states = await Promise.all(Array.from({ length: 4 }, () => open(folder)));
    const identities = states.map((_, index) => ({ installId: `id${index}`, realPath: `/w${index}` }));
    await Promise.all(states.map((state, index) => state.trust(identities[index] ?? workspace(folder))));
    const state = await open(folder);
    expect(identities.map((identity) => state.trustOf(identity))).toEqual(Array(4).fill('trusted'));
  });

  it('never leaves the keys folder, whatever an install id says', async () => {
    const folder = freshFolder();
    const state = await open(folder);
    const keys = state.keyFolder({ installId: '../../../etc', realPath: '/w' });
    expect(join(keys, '..')).toBe(join(folder, 'keys'));
  });
});

describe('a broken file', () => {
  it.each(['workspaces.json', 'last-workspace.json', 'control-token.json'])(
    '%s is set aside, byte for byte, and reported',
    async (name) => {
      const folder = freshFolder();
      await (await open(folder)).trust({ installId: 'a', realPath: '/a' });
      writeFileSync(join(folder, name), '{"schema": 1, "workspaces": [');
      const state = await open(folder);
      expect(state.problems).toEqual([
        expect.stringContaining(`${join(folder, name)} could not be understood`),
      ]);
      const aside = readdirSync(folder).filter((entry) => entry.startsWith(`${name}.broken-`));
      expect(aside).toHaveLength(1);
      expect(readFileSync(join(folder, aside[0] ?? ''), 'utf8')).toBe('{"schema": 1, "workspaces": [');
      expect((await open(folder)).problems).toEqual([]);
    },
  );

  it('breaking while the employee runs trusts nothing and is not overwritten', async () => {
    const folder = freshFolder();
    const state = await open(folder);
    await state.trust({ installId: 'a', realPath: '/a' });
    writeFileSync(join(folder, 'workspaces.json'), 'broken later');
    expect(state.trustOf({ installId: 'a', realPath: '/a' })).toBe('unknown');
    await state.trust({ installId: 'b', realPath: '/b' });
    const aside = readdirSync(folder).find((entry) => entry.includes('.broken-')) ?? '';
    expect(readFileSync(join(folder, aside), 'utf8')).toBe('broken later');
  });
});

describe('the control token', () => {
  it('is one per user, also when several ask first', async () => {
    const folder = freshFolder();
    const states = await Promise.all(Array.from({ length: 4 }, () => open(folder)));
    const tokens = new Set(await Promise.all(states.map((state) => state.controlToken())));
    expect(tokens.size).toBe(1);
    expect([...tokens][0]).toMatch(/^[0-9a-f]{64}$/);
    expect(await (await open(folder)).controlToken()).toBe([...tokens][0]);
  });
});

describe('the last workspace', () => {
  it('is remembered', async () => {
    const folder = freshFolder();
    const state = await open(folder);
    expect(state.lastWorkspace()).toBeUndefined();
    await state.rememberWorkspace('/w/1');
    await state.rememberWorkspace('/w/2');
    expect((await open(folder)).lastWorkspace()).toBe('/w/2');
  });
});
