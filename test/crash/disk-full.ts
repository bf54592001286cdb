import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Employee } from '../../src/core/employee.ts';
import { NodeFileSystem } from '../../src/core/files/index.ts';
import { EmployeeError } from '../../src/shared/errors.ts';
import { openEmployeeAt } from './open-employee.ts';

const diskBytes = 12 * 1024 * 1024;
const notes = 120;
const noteBytes = 16_000;

/** What became of one backup on a disk with so much room left. */
export interface DiskFullResult {
  readonly freeBytes: number;
  readonly outcome: 'made' | 'refused';
  readonly problems: readonly string[];
  readonly label: string;
}

/** A workspace on a small disk of its own that can be filled up to any size; for root on Linux only. */
export class SmallDisk {
  readonly #base: string;
  readonly #disk: string;
  readonly #employee: Employee;

  private constructor(base: string, employee: Employee) {
    this.#base = base;
    this.#disk = join(base, 'disk');
    this.#employee = employee;
  }

  /** `undefined` where no file system can be mounted. */
  static async mount(): Promise<SmallDisk | undefined> {
    const base = mkdtempSync(join(tmpdir(), 'employee-disk-'));
    const disk = join(base, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      rmSync(base, { recursive: true });
      return undefined;
    }
    const site = { root: join(disk, 'workspace'), userState: join(base, 'user') };
    const employee = await openEmployeeAt(site, new NodeFileSystem());
    const small = new SmallDisk(base, employee);
    // Nothing that shrinks: the archive is about as large as they are.
    for (let note = 0; note < notes; note += 1)
      writeFileSync(join(small.#root, 'obsidian_vault', 'Notes', `${note}.md`), randomBytes(noteBytes));
    return small;
  }

  /** Room left that is surely enough for a backup. */
  get enoughBytes(): number {
    return 2 * notes * noteBytes;
  }

  /** Makes a backup with `freeBytes` left, then one with room again, and says what was not as promised. */
  async backupWith(freeBytes: number): Promise<DiskFullResult> {
    const problems: string[] = [];
    const before = this.#liveDigest();
    this.#fill(freeBytes);
    const free = this.#free();
    const outcome = await this.#attempt(problems);
    if (this.#liveDigest() !== before) problems.push('live data changed');
    problems.push(...this.#leftovers().map((name) => `left behind: ${name}`));
    // Audit entries and records may take a page or two.
    const lostBytes = free - this.#free();
    if (outcome === 'refused' && lostBytes > 64 * 1024)
      problems.push(`${lostBytes} bytes were not given back`);
    rmSync(this.#ballast, { force: true });
    for (const name of this.#archives()) rmSync(join(this.#root, 'backups', name));
    const again: string[] = [];
    if ((await this.#attempt(again)) !== 'made')
      problems.push(`with room again: ${again.join('; ') || 'refused'}`);
    for (const name of this.#archives()) rmSync(join(this.#root, 'backups', name));
    return { freeBytes, outcome, problems, label: `${freeBytes} bytes free` };
  }

  async unmount(): Promise<void> {
    await this.#employee.stop('now').catch(() => undefined);
    execFileSync('umount', ['-l', this.#disk]);
    rmSync(this.#base, { recursive: true, force: true });
  }

  async #attempt(problems: string[]): Promise<DiskFullResult['outcome']> {
    const { api } = this.#employee;
    try {
      const { backup } = await api.call('backup.create', {});
      const { ok } = await api.call('backup.verify', { archive: backup.name });
      if (!ok || this.#archives().length !== 1) problems.push('what was made does not verify');
      return 'made';
    } catch (error) {
      const isClear = error instanceof EmployeeError && (error.code === 'no_space' || error.code === 'io');
      if (!isClear) problems.push(`not a clear error: ${String(error)}`);
      if (this.#archives().length > 0) problems.push('an archive stands there after a failure');
      return 'refused';
    }
  }

  #fill(freeBytes: number): void {
    const bytes = Math.max(0, this.#free() - freeBytes);
    writeFileSync(this.#ballast, Buffer.alloc(bytes, 1));
  }

  #free(): number {
    const { bavail, bsize } = statfsSync(this.#disk);
    return bavail * bsize;
  }

  #archives(): string[] {
    return readdirSync(join(this.#root, 'backups')).filter((name) => name.endsWith('.zip'));
  }

  #leftovers(): string[] {
    return [
      ...readdirSync(join(this.#root, 'backups')).filter((name) => /partial|^\.tmp-/.test(name)),
      ...readdirSync(join(this.#root, '.employee')).filter((name) => /scratch|^\.tmp-/.test(name)),
    ];
  }

  /** Of everything a person or the employee keeps, but what the backup itself records. */
  #liveDigest(): string {
    const sum = createHash('sha256');
    for (const folder of ['obsidian_vault', 'task_queue', 'watch_inbox'])
      for (const name of readdirSync(join(this.#root, folder), {
        recursive: true,
        encoding: 'utf8',
      }).sort()) {
        sum.update(name);
        const path = join(this.#root, folder, name);
        if (new NodeFileSystem().stat(path)?.kind === 'file') sum.update(readFileSync(path));
      }
    return sum.digest('hex');
  }

  get #root(): string {
    return join(this.#disk, 'workspace');
  }

  get #ballast(): string {
    return join(this.#disk, 'ballast');
  }
}

/** `count` sizes from nothing to enough. */
export function sizes(count: number, enoughBytes: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => Math.round((enoughBytes * index) / (count - 1)));
}
