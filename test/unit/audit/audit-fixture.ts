import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AuditKeys,
  AuditTrail,
  type AuditVerification,
  FileAuditKeys,
  type OpenedTrail,
  type TrailDependencies,
  type VerifyOptions,
  verifyTrail,
} from '../../../src/core/audit/index.ts';
import { type FileSystem, NodeFileSystem } from '../../../src/core/files/index.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

/** A workspace's audit folders in a temporary folder, opened and tampered with by tests. */
export class AuditFixture {
  readonly root: string;
  readonly folder: string;
  readonly headFolder: string;
  readonly clock = new FakeClock();
  readonly fileSystem = new ProbedFileSystem();
  readonly files = testFiles(this.fileSystem);
  readonly keys: AuditKeys;

  constructor(root = temporaryFolder()) {
    this.root = root;
    this.folder = join(root, 'audit_logs');
    this.headFolder = join(root, '.employee');
    this.keys = new FileAuditKeys({ files: this.files, folder: join(root, 'state') });
  }

  open(change: Partial<TrailDependencies> = {}): Promise<OpenedTrail> {
    const { files, clock, folder, headFolder, keys } = this;
    return AuditTrail.open({ files, clock, folder, headFolder, keys, installId: 'install-1', ...change });
  }

  verify(change: Partial<VerifyOptions> = {}): Promise<AuditVerification> {
    return verifyTrail({ files: this.files, folder: this.folder, headFolder: this.headFolder, ...change });
  }

  /** Opens, records `count` entries of tasks, closes. */
  async fill(count: number): Promise<void> {
    const { trail } = await this.open();
    for (let index = 0; index < count; index += 1) {
      trail.record({ action: 'task_created', taskId: `task-${index}`, details: { index, text: 'zwölf €' } });
    }
    await trail.close();
  }

  dayFiles(): string[] {
    return readdirSync(this.folder).sort();
  }

  /** The one day file, or the named one. */
  path(name = this.dayFiles()[0] ?? ''): string {
    return join(this.folder, name);
  }

  bytes(name?: string): Buffer {
    return readFileSync(this.path(name));
  }

  lines(name?: string): string[] {
    return this.bytes(name).toString('utf8').split('\n').slice(0, -1);
  }

  put(content: Buffer | readonly string[], name?: string): void {
    writeFileSync(
      this.path(name),
      Buffer.isBuffer(content) ? content : content.map((line) => `${line}\n`).join(''),
    );
  }
}

/** The machine's file system, counting fsyncs, failing on request. */
class ProbedFileSystem extends NodeFileSystem implements FileSystem {
  syncs = 0;
  /** Bytes that may still be written before the disk is full. */
  roomBytes = Number.POSITIVE_INFINITY;
  failSyncs = false;

  override write(descriptor: number, bytes: Uint8Array, position: number): number {
    if (this.roomBytes <= 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    const count = super.write(
      descriptor,
      bytes.subarray(0, Math.min(bytes.length, this.roomBytes)),
      position,
    );
    this.roomBytes -= count;
    return count;
  }

  override sync(descriptor: number): Promise<void> {
    this.syncs += 1;
    if (this.failSyncs) return Promise.reject(Object.assign(new Error('broken'), { code: 'EIO' }));
    return super.sync(descriptor);
  }
}

const dayMs = 24 * 3_600_000;
export const days = (count: number) => count * dayMs;
