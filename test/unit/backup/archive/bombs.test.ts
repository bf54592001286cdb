import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ArchiveLauncher, Archives, ForkLauncher } from '../../../../src/core/backup/archive/index.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { metadataEntry, type RawEntry, zipBytes } from '../../../helpers/zip-bytes.ts';

const maxPeakMb = 256;
const maxMs = 10_000;
const gib = 1024 ** 3;

// Memory is read from /proc.
describe.skipIf(process.platform !== 'linux')('a bomb', { timeout: 60_000 }, () => {
  const small = { name: 'obsidian_vault/a.md', contents: 'small' };
  const packedZeros = deflateRawSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 });

  it('that unpacks to a hundred times what directory and manifest say is cut off', async () => {
    const bomb = { ...small, packed: packedZeros };
    await refused(zipBytes([bomb, metadataEntry([small])]), /not as long as the directory says/);
  });

  it('of the size directory and manifest say, with other contents, is found by its hash', async () => {
    const claimed = { name: 'obsidian_vault/a.md', contents: Buffer.alloc(64 * 1024 * 1024, 1) };
    const bomb = { ...claimed, packed: packedZeros, crc: 0 };
    await refused(zipBytes([bomb, metadataEntry([claimed])]), /CRC/);
  });

  it('in the metadata is cut off', async () => {
    const spaces = deflateRawSync(Buffer.alloc(64 * 1024 * 1024, ' '), { level: 9 });
    const endless: RawEntry = { name: 'backup_metadata.json', packed: spaces, size: 3 * gib };
    await refused(zipBytes([small, endless]), /metadata is too long|not as long/);
  });

  it('of names without end in the directory is not gathered in memory', async () => {
    const entries = Array.from({ length: 65_000 }, (_, index) => ({
      name: `e/${'n'.repeat(200)}${index}`,
      method: 0,
      directoryOnly: true,
      offset: 0,
    }));
    await refused(zipBytes([small, ...entries]), /overlaps another entry/);
  });

  it('of folders without end takes no longer', async () => {
    const deep = Array.from({ length: 100 }, (_, index) => ({
      name: `${'d/'.repeat(index + 1)}f.md`,
      contents: 'x',
    }));
    await refused(zipBytes([...deep, metadataEntry([])]), /not in the manifest/);
  });
});

/** By the program as it really runs, within the limits of memory and time, and nothing is left outside the staging folder. */
async function refused(bytes: Buffer, reason: RegExp): Promise<void> {
  const folder = temporaryFolder();
  const archive = join(folder, 'archive.zip');
  const destination = join(folder, 'staging');
  writeFileSync(archive, bytes);
  mkdirSync(destination);
  const launcher = new MeasuringLauncher();
  const archives = new Archives(launcher);
  const startMs = performance.now();
  const verified = await archives.verify(archive);
  expect(verified.problems.map((problem) => problem.reason).join()).toMatch(reason);
  const rules = [{ from: 'obsidian_vault/', to: '' }];
  await expect(archives.extract({ archive, destination, rules })).rejects.toMatchObject({
    code: 'integrity',
  });
  expect(performance.now() - startMs).toBeLessThan(2 * maxMs);
  expect(readdirSync(folder).sort()).toEqual(['archive.zip', 'staging']);
  expect(launcher.peaksMb).toHaveLength(2);
  expect(Math.max(...launcher.peaksMb)).toBeLessThan(maxPeakMb);
}

/** Reads the program's peak when it has answered, and before it may end. */
class MeasuringLauncher implements ArchiveLauncher {
  readonly peaksMb: number[] = [];

  start(): ReturnType<ArchiveLauncher['start']> {
    const before = new Set(childProcesses());
    const program = new ForkLauncher().start();
    const pid = childProcesses().find((child) => !before.has(child));
    let peakMb = 0;
    const sampling = setInterval(() => {
      peakMb = Math.max(peakMb, peakOf(pid));
    }, 5);
    return {
      ...program,
      listen: (message, ended) =>
        program.listen(message, (how) => {
          clearInterval(sampling);
          this.peaksMb.push(peakMb);
          ended(how);
        }),
    };
  }
}

function childProcesses(): string[] {
  return execFileSync('cat', [`/proc/${process.pid}/task/${process.pid}/children`], { encoding: 'utf8' })
    .split(' ')
    .filter(Boolean);
}

function peakOf(pid: string | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
