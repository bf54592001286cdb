import { closeSync, linkSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { SystemClock } from '../../../src/core/clock/index.ts';
import { openFileProbe } from '../../../src/core/intake/index.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

it.runIf(process.platform === 'linux')('sees files open for writing, not those being read', async () => {
  const files = testFiles();
  const folder = temporaryFolder();
  const elsewhere = temporaryFolder();
  for (const name of ['written', 'appended', 'read', 'closed']) writeFileSync(join(folder, name), name);
  writeFileSync(join(elsewhere, 'read'), 'another file of the same name');
  linkSync(join(folder, 'appended'), join(elsewhere, 'appended'));
  const open = [
    openSync(join(folder, 'written'), 'r+'),
    openSync(join(elsewhere, 'appended'), 'a'),
    openSync(join(folder, 'read'), 'r'),
    openSync(join(elsewhere, 'read'), 'r+'),
  ];
  onTestFinished(() => open.forEach((descriptor) => void closeSync(descriptor)));
  const probe = openFileProbe('linux', new SystemClock());
  expect(probe.detects(folder)).toBe(true);
  const stats = new Map(
    ['written', 'appended', 'read', 'closed'].flatMap((name) => {
      const stat = files.stat(join(folder, name));
      return stat ? [[name, stat] as const] : [];
    }),
  );
  expect([...(await probe.openForWriting(folder, stats))].sort()).toEqual(['appended', 'written']);
});

it('says that it cannot tell where the platform offers nothing', () => {
  expect(openFileProbe('darwin', new SystemClock()).detects(temporaryFolder())).toBe(false);
});
