import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SystemRandom } from '../../../src/core/clock/index.ts';
import { NodeFileSystem, type OpenFlags } from '../../../src/core/files/index.ts';
import {
  type AcquireOptions,
  type LockRecord,
  type Processes,
  readLock,
  SystemProcesses,
  WorkspaceLock,
  workspacePaths,
} from '../../../src/core/workspace/index.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

const files = testFiles();
const machine: Processes = {
  pid: 100,
  hostname: 'here',
  bootedAtMs: () => 0,
  isAlive: () => true,
  startedAt: () => '5',
};

/** The system's disk, on which the next read fails as the test says. */
class FailingReads extends NodeFileSystem {
  nextFailure: string | undefined;

  override open(path: string, flags: OpenFlags, mode?: number): number {
    const code = this.nextFailure;
    if (code === undefined || flags !== 'read') return super.open(path, flags, mode);
    this.nextFailure = undefined;
    throw Object.assign(new Error(code), { code });
  }
}

function bench(files = testFiles(), root = temporaryFolder()) {
  const clock = new FakeClock();
  const paths = workspacePaths(root);
  const acquire = (options: Partial<AcquireOptions> = {}, processes: Partial<Processes> = {}) =>
    WorkspaceLock.acquire(
      {
        files,
        paths,
        clock,
        random: new SystemRandom(),
        processes: { ...machine, ...processes },
        version: '1',
      },
      { kind: 'run', ...options },
    );
  const plant = (record: Partial<LockRecord>) => {
    mkdirSync(paths.internal.root, { recursive: true });
    const whole = {
      pid: 7,
      process_started: '5',
      hostname: 'here',
      token: 'former',
      heartbeat: new Date(clock.now()).toISOString(),
      version: '1',
      kind: 'run',
      ...record,
    };
    writeFileSync(paths.internal.lock, JSON.stringify(whole));
  };
  return { acquire, clock, paths, plant, lockFile: paths.internal.lock };
}

describe('holding the workspace', () => {
  it('names the process that holds it', async () => {
    const { acquire, clock, lockFile } = bench();
    const lock = await acquire({ kind: 'command' });
    expect(JSON.parse(readFileSync(lockFile, 'utf8'))).toEqual({
      pid: 100,
      process_started: '5',
      hostname: 'here',
      token: lock.token,
      heartbeat: new Date(clock.now()).toISOString(),
      version: '1',
      kind: 'command',
    });
    await lock.release();
  });

  it('is refused to a second taker, who learns who has it, and free again after the release', async () => {
    const { acquire, lockFile } = bench();
    const lock = await acquire();
    await expect(acquire({}, { pid: 101 })).rejects.toMatchObject({
      code: 'workspace_held',
      why: 'process 100 holds it',
    });
    await lock.release();
    expect(readLock(files, lockFile)).toBeUndefined();
    const second = await acquire({}, { pid: 101 });
    second.assertHeld();
    await second.release();
  });

  it('shows a heartbeat every 15 seconds, so that a long run stays live', async () => {
    const { acquire, clock, lockFile } = bench();
    const lock = await acquire();
    clock.advance(150_000);
    expect(readLock(files, lockFile)?.heartbeat).toBe(new Date(clock.now()).toISOString());
    await expect(acquire({ takeOver: true })).rejects.toMatchObject({ code: 'workspace_held' });
    await lock.release();
    clock.advance(60_000);
    expect(readLock(files, lockFile)).toBeUndefined();
  });

  it.each<[string, (bench: { clock: FakeClock; lock: WorkspaceLock }) => void]>([
    ['with the next heartbeat', ({ clock }) => clock.advance(15_000)],
    ['before the next effect', ({ lock }) => lock.assertHeld()],
  ])('repairs %s a lock file that somebody damaged', async (_when, repair) => {
    const { acquire, clock, lockFile } = bench();
    const lock = await acquire();
    writeFileSync(lockFile, '{"pid": 1 and then a longer text than any record would ever be'.repeat(20));
    repair({ clock, lock });
    expect(readLock(files, lockFile)?.token).toBe(lock.token);
    expect(lock.lost.aborted).toBe(false);
    await lock.release();
  });

  it.each(['EIO', 'EMFILE'] as const)('is not lost when a read of it fails once with %s', async (kind) => {
    const disk = new FailingReads();
    const { acquire } = bench(testFiles(disk));
    const lock = await acquire();
    disk.nextFailure = kind;
    expect(() => lock.assertHeld()).toThrow(expect.objectContaining({ code: 'io' }));
    expect(lock.lost.aborted).toBe(false);
    lock.assertHeld();
    await lock.release();
  });

  it('is lost when the file is in other hands: effects are refused and the signal aborts', async () => {
    const { acquire, plant, lockFile } = bench();
    const lock = await acquire();
    renameSync(lockFile, `${lockFile}.elsewhere`);
    plant({ token: 'successor', pid: 8 });
    expect(() => lock.assertHeld()).toThrow(
      expect.objectContaining({ code: 'lock_lost', why: 'process 8 has taken it over' }),
    );
    expect(lock.lost.aborted).toBe(true);
    expect(readLock(files, lockFile)?.token).toBe('successor');
    await lock.release();
    expect(readLock(files, lockFile)?.token).toBe('successor');
  });

  it('is found lost by a heartbeat too', async () => {
    const { acquire, clock, plant, lockFile } = bench();
    const lock = await acquire();
    renameSync(lockFile, `${lockFile}.elsewhere`);
    plant({ token: 'successor', pid: 8 });
    expect(lock.lost.aborted).toBe(false);
    clock.advance(15_000);
    expect(lock.lost.aborted).toBe(true);
  });

  it('refuses effects after the release', async () => {
    const { acquire } = bench();
    const lock = await acquire();
    await lock.release();
    expect(() => lock.assertHeld()).toThrow(expect.objectContaining({ code: 'lock_lost' }));
  });
});

describe('taking over', () => {
  const silent = new Date(new FakeClock().now() - 61_000).toISOString();

  it.each<[string, Partial<LockRecord>, Partial<Processes>]>([
    ['its process is gone', {}, { isAlive: () => false }],
    ['its process id belongs to a younger process', { process_started: '4' }, {}],
    [
      'its last sign of life is older than the machine has been running',
      { heartbeat: silent, process_started: null },
      { startedAt: () => null, bootedAtMs: () => new FakeClock().now() - 30_000 },
    ],
  ])('happens by itself when %s', async (_reason, record, processes) => {
    const { acquire, plant } = bench();
    plant(record);
    const lock = await acquire({}, processes);
    lock.assertHeld();
    await lock.release();
  });

  it.each<[string, Partial<LockRecord>, Partial<Processes>]>([
    ['is alive but silent', { heartbeat: silent }, {}],
    ['is alive, with a heartbeat from the future', { heartbeat: '2031-01-01T00:00:00.000Z' }, {}],
    [
      'was silent on another machine for two minutes',
      { heartbeat: new Date(new FakeClock().now() - 121_000).toISOString(), hostname: 'there' },
      { isAlive: () => false },
    ],
  ])('needs a person when the owner %s', async (_reason, record, processes) => {
    const { acquire, plant } = bench();
    plant(record);
    await expect(acquire({}, processes)).rejects.toMatchObject({
      code: 'workspace_held',
      hint: expect.stringContaining('--take-over'),
    });
    const lock = await acquire({ takeOver: true }, processes);
    lock.assertHeld();
    await lock.release();
  });

  it('never takes from an owner on another machine that shows signs of life', async () => {
    const { acquire, plant } = bench();
    plant({ heartbeat: silent, hostname: 'there' });
    await expect(acquire({ takeOver: true }, { isAlive: () => false })).rejects.toMatchObject({
      why: 'process 7 on there holds it',
    });
  });

  it.each(['', '{"pid": 12, "token"', '[]', 'null', '{"pid":"x"}'])(
    'gets past a damaged lock %j: at once by a person, after a minute by itself',
    async (content) => {
      const { acquire, clock, lockFile, paths } = bench();
      mkdirSync(paths.internal.root, { recursive: true });
      const plant = (ageMs: number) => {
        writeFileSync(lockFile, content);
        utimesSync(lockFile, new Date(clock.now() - ageMs), new Date(clock.now() - ageMs));
      };
      plant(1_000);
      await expect(acquire()).rejects.toMatchObject({ code: 'workspace_held' });
      await (await acquire({ takeOver: true })).release();
      plant(61_000);
      await (await acquire()).release();
    },
  );
});

describe('processes of the machine', () => {
  it('knows its own start and that it lives', () => {
    const processes = new SystemProcesses();
    expect(processes.isAlive(process.pid)).toBe(true);
    if (process.platform === 'linux') expect(processes.startedAt(process.pid)).toMatch(/^\d+$/);
  });

  it('takes a killed process for dead', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const processes = new SystemProcesses();
    expect(processes.isAlive(Number(child.pid))).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(processes.isAlive(Number(child.pid))).toBe(false);
  });
});

describe('real processes', () => {
  const script = join(fileURLToPath(import.meta.url), '..', 'contender.ts');

  interface Contender {
    readonly child: ChildProcess;
    next(): Promise<string>;
    go(): void;
  }

  function contend(root: string, ...options: string[]): Contender {
    const child = spawn(process.execPath, [script, root, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return {
      child,
      next: async () => String((await lines.next()).value),
      go: () => void child.stdin.write('go\n'),
    };
  }

  it('let exactly one of eight that start at once have the workspace', async () => {
    const root = temporaryFolder();
    const contenders = Array.from({ length: 8 }, () => contend(root));
    for (const contender of contenders) expect(await contender.next()).toBe('ready');
    for (const contender of contenders) contender.go();
    const answers = await Promise.all(contenders.map((contender) => contender.next()));
    const holders = answers.filter((answer) => answer.startsWith('held '));
    expect(holders).toEqual([`held ${readLock(files, workspacePaths(root).internal.lock)?.token}`]);
    expect(answers.filter((answer) => answer === 'refused workspace_held')).toHaveLength(7);
  }, 60_000);

  it('let exactly one of six take over from an owner that was killed', async () => {
    const root = temporaryFolder();
    const owner = contend(root);
    await owner.next();
    owner.go();
    const former = await owner.next();
    expect(former).toMatch(/^held /);
    const contenders = Array.from({ length: 6 }, () => contend(root));
    for (const contender of contenders) await contender.next();
    owner.child.kill('SIGKILL');
    await once(owner.child, 'exit');
    for (const contender of contenders) contender.go();
    const answers = await Promise.all(contenders.map((contender) => contender.next()));
    const holders = answers.filter((answer) => answer.startsWith('held '));
    expect(holders).toHaveLength(1);
    expect(holders[0]).not.toBe(former);
  }, 60_000);
});
