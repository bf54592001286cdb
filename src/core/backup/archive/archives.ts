import type {
  Amount,
  ArchivePlan,
  ArchiveWorkOptions,
  CreatedArchive,
  ExtractRequest,
  VerifiedArchive,
} from './model.ts';
import { runProgram } from './program/client.ts';
import type { ArchiveLauncher } from './program/launcher.ts';
import { OpenArchive } from './reading/open-archive.ts';

/** Archives of backups on the disk. Everything read from one is untrusted: names, sizes, hashes, metadata. */
export class Archives {
  readonly #launcher: ArchiveLauncher;

  constructor(launcher: ArchiveLauncher) {
    this.#launcher = launcher;
  }

  /**
   * Writes `plan.partialPath`, syncs it, and reads it back whole against its own manifest. Renaming it is for the caller.
   * Whatever the failure (`no_space`, `io`, `integrity`, or the signal's reason), nothing is left at that path.
   */
  create(plan: ArchivePlan, options: ArchiveWorkOptions = {}): Promise<CreatedArchive> {
    return runProgram(this.#launcher, { kind: 'create', plan }, options);
  }

  /** Reads every byte. What is wrong with the archive is in the result; it throws only when it cannot be read at all. */
  verify(archive: string, options: ArchiveWorkOptions = {}): Promise<VerifiedArchive> {
    return runProgram(this.#launcher, { kind: 'verify', archive }, options);
  }

  /**
   * Unpacks what the rules choose below an empty folder, checking size, CRC and SHA-256 of every file while it is written,
   * with the times and executable bits it had, and syncs the file system once at the end. Throws `integrity` for whatever
   * is wrong with the archive, `no_space` and `io` for the disk; what was unpacked by then is left for the caller.
   */
  extract(request: ExtractRequest, options: ArchiveWorkOptions = {}): Promise<Amount> {
    return runProgram(this.#launcher, { kind: 'extract', request }, options);
  }

  /** Its metadata and list of contents, checked for everything that can be checked without reading them. */
  open(archive: string): Promise<OpenArchive> {
    return OpenArchive.open(archive);
  }
}
