import { z } from 'zod';
import { count } from '../../../shared/count.ts';
import { EmployeeError } from '../../../shared/errors.ts';
import type { Archives, ArchiveWorkOptions, ExtractRule, OpenArchive } from '../archive/index.ts';
import type { ResolvedArchive } from '../catalogue.ts';
import type { RestoreSource, SourceFile } from './source.ts';

/** What ours say beside what every archive says. */
const ownMetadataSchema = z.looseObject({
  purpose: z.string().optional().catch(undefined),
  audit_install: z.string().nullish().catch(undefined),
});

/** A zip. */
export class ZipSource implements RestoreSource {
  readonly reference: string;
  readonly createdAt: string;
  readonly safety: boolean;
  readonly install: string | undefined;
  readonly #archives: Archives;
  readonly #path: string;
  readonly #open: OpenArchive;

  private constructor(archives: Archives, { name, path }: ResolvedArchive, open: OpenArchive) {
    const own = ownMetadataSchema.parse(open.metadata);
    this.reference = name;
    this.createdAt = inUtc(open.metadata.backup_timestamp);
    this.safety = own.purpose === 'safety';
    this.install = own.audit_install ?? undefined;
    this.#archives = archives;
    this.#path = path;
    this.#open = open;
  }

  static async open(archives: Archives, archive: ResolvedArchive): Promise<ZipSource> {
    return new ZipSource(archives, archive, await archives.open(archive.path));
  }

  get origin(): 'employee' | 'original' {
    return this.#open.origin;
  }

  get sizeBytes(): number {
    return this.#open.sizeBytes;
  }

  get digest(): string {
    return this.#open.digest;
  }

  get auditHead(): RestoreSource['auditHead'] {
    const head = this.#open.metadata.audit_head;
    return head && head.seq > 0 ? head : undefined;
  }

  get warnings(): readonly string[] {
    const { unreadable = [] } = this.#open.metadata;
    const missing = unreadable.length === 0 ? [] : [missingSentence(unreadable)];
    return this.origin === 'original'
      ? [
          ...missing,
          'It was made by the original system and has no hashes: only its structure and sums could be checked',
        ]
      : missing;
  }

  *files(): Generator<SourceFile> {
    for (const entry of this.#open.entries()) if (entry.kind === 'file') yield entry;
  }

  find(path: string): SourceFile | undefined {
    const entry = this.#open.entry(path);
    return entry?.kind === 'file' ? entry : undefined;
  }

  read(path: string, maxBytes: number): Promise<Buffer> {
    return this.#open.read(path, maxBytes);
  }

  async verify(options: ArchiveWorkOptions): Promise<void> {
    const { ok, problems } = await this.#archives.verify(this.#path, options);
    if (ok) return;
    const [first] = problems;
    throw new EmployeeError('integrity', {
      what: `cannot restore from ${this.reference}`,
      why: first ? `${first.path ?? 'the archive'}: ${first.reason}` : 'it is damaged',
      hint: 'Take another archive: "employee backup list" shows them',
    });
  }

  async extract(
    destination: string,
    rules: readonly ExtractRule[],
    options: ArchiveWorkOptions,
  ): Promise<void> {
    const { digest } = this.#open;
    await this.#archives.extract({ archive: this.#path, destination, rules, digest }, options);
  }

  close(): void {
    this.#open.close();
  }
}

function missingSentence(unreadable: readonly { readonly path: string | null }[]): string {
  const [first] = unreadable;
  return `Left out when the archive was made: ${count(unreadable.length, 'file')}, such as ${first?.path ?? 'one without a name'}`;
}

/** UTC where the archive says its time in a form that can be understood. */
function inUtc(text: string): string {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? text : new Date(ms).toISOString();
}
