import type { CommandResult } from '../../../shared/api.ts';
import type { ArchiveHistory } from '../../../shared/backup.ts';
import { EmployeeError } from '../../../shared/errors.ts';
import {
  type CompareDependencies,
  compareSource,
  type Difference,
  type DifferenceKind,
  livePath,
  type PartDifferences,
} from './compare.ts';
import { consequencesOf } from './consequences.ts';
import { type StandingDependencies, standing } from './history.ts';
import type { RestoreSource, SourceFile } from './source.ts';
import { partFolders, partOf } from './staged-files.ts';
import { asText, lineDifference } from './text-difference.ts';

const maxTextBytes = 1_000_000;

export interface InspectorDependencies extends CompareDependencies, StandingDependencies {
  /** Opens what a reference stands for; the caller closes it. */
  readonly open: (reference: string, signal?: AbortSignal) => Promise<RestoreSource>;
}

export interface DifferenceQuery {
  readonly archive: string;
  readonly part: PartDifferences['part'];
  readonly kind?: DifferenceKind | undefined;
  /** Occurs in the path; case does not count. */
  readonly text?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Looks at an archive beside what is live. Changes nothing. */
export class Inspector {
  readonly #dependencies: InspectorDependencies;
  /** Of the archive that was compared last: pages of its differences are asked for one after the other. */
  #compared: { readonly digest: string; readonly parts: readonly PartDifferences[] } | undefined;

  constructor(dependencies: InspectorDependencies) {
    this.#dependencies = dependencies;
  }

  /** Reads and checks the whole archive. Throws `integrity` for one that is not sound, `not_found`, `io`. */
  inspect(archive: string, signal?: AbortSignal): Promise<CommandResult<'restore.inspect'>> {
    return this.#with(archive, signal, async (source) => {
      await source.verify(signal ? { signal } : {});
      const history = await standing(source, this.#dependencies);
      const parts = await this.#compare(source, signal);
      const described = [];
      for (const part of parts) described.push(await this.#describe(source, part, history));
      let files = 0;
      for (const _file of source.files()) files += 1;
      return {
        archive: source.reference,
        created_at: source.createdAt,
        origin: source.origin,
        size_bytes: source.sizeBytes,
        files,
        safety: source.safety,
        history,
        digest: source.digest,
        parts: described,
        can_continue_trail: canContinue(source, history),
        warnings: [...source.warnings],
      };
    });
  }

  differences(
    { archive, part, kind, text, offset, limit }: DifferenceQuery,
    signal?: AbortSignal,
  ): Promise<CommandResult<'restore.differences'>> {
    return this.#with(archive, signal, async (source) => {
      const known = this.#compared?.digest === source.digest ? this.#compared.parts : undefined;
      const parts = known ?? (await this.#compare(source, signal));
      const wanted = text?.toLowerCase();
      const rows = (parts.find((found) => found.part === part)?.rows ?? []).filter(
        (row) =>
          (kind === undefined || row.kind === kind) &&
          (wanted === undefined || row.path.toLowerCase().includes(wanted)),
      );
      return {
        total: rows.length,
        rows: rows.slice(offset, offset + limit).map((row) => this.#row(source, row)),
      };
    });
  }

  textDifference(
    archive: string,
    path: string,
    signal?: AbortSignal,
  ): Promise<CommandResult<'restore.text-difference'>> {
    return this.#with(archive, signal, async (source) => {
      const { files } = this.#dependencies;
      const file = findFile(source, path);
      const archivedPath = file?.path ?? archivedName(path);
      const live = livePath(this.#dependencies, archivedPath);
      const liveBytes = live === undefined ? undefined : files.read(live, maxTextBytes);
      if (file === undefined && liveBytes === undefined) throw noSuchFile(path);
      if ((file?.sizeBytes ?? 0) > maxTextBytes || (liveBytes?.byteLength ?? 0) > maxTextBytes)
        return { kind: 'not_text', reason: 'It is too large to be compared line by line' };
      const archived = file === undefined ? '' : asText(await source.read(file.path, maxTextBytes));
      const present = liveBytes === undefined ? '' : asText(liveBytes);
      if (archived === undefined || present === undefined)
        return { kind: 'not_text', reason: 'It is no text' };
      const lines = lineDifference(present, archived);
      if (lines === undefined)
        return { kind: 'not_text', reason: 'The two are too different to be compared line by line' };
      return { kind: 'text', lines: lines.map((line) => ({ ...line })) };
    });
  }

  async #with<T>(
    archive: string,
    signal: AbortSignal | undefined,
    look: (source: RestoreSource) => Promise<T>,
  ): Promise<T> {
    const source = await this.#dependencies.open(archive, signal);
    try {
      return await look(source);
    } finally {
      source.close();
    }
  }

  async #compare(source: RestoreSource, signal: AbortSignal | undefined) {
    const parts = await compareSource(source, this.#dependencies, signal);
    this.#compared = { digest: source.digest, parts };
    return parts;
  }

  async #describe(source: RestoreSource, differences: PartDifferences, history: ArchiveHistory) {
    const count = (kind: DifferenceKind) => differences.rows.filter((row) => row.kind === kind).length;
    return {
      part: differences.part,
      new: count('new'),
      changed: count('changed'),
      missing: count('missing'),
      same: differences.same,
      consequences: await consequencesOf(source, differences, history, this.#dependencies),
    };
  }

  #row(source: RestoreSource, { path, kind }: Difference) {
    const file = source.find(path);
    const live = livePath(this.#dependencies, path);
    const stat = live === undefined ? undefined : this.#dependencies.files.stat(live);
    return {
      path,
      kind,
      archived: file ? { size: file.sizeBytes, mtime: new Date(file.modifiedMs).toISOString() } : null,
      live: stat ? { size: stat.sizeBytes, mtime: new Date(stat.modifiedMs).toISOString() } : null,
    };
  }
}

/** Whether its trail is another install's, and could go on here as a new epoch. */
export function canContinue(source: RestoreSource, history: ArchiveHistory): boolean {
  return history === 'foreign' && source.origin === 'employee' && !source.safety;
}

/** The file of a source that a person means: by its path in the archive, or in the vault. */
export function findFile(source: RestoreSource, path: string): SourceFile | undefined {
  return source.find(path) ?? source.find(archivedName(path));
}

function archivedName(path: string): string {
  return partOf(path) === undefined ? `${partFolders.vault}/${path}` : path;
}

/** `not_found`: neither the archive nor the workspace has it. */
export function noSuchFile(path: string): EmployeeError {
  return new EmployeeError('not_found', {
    what: `cannot find ${path}`,
    why: 'it is not in the archive',
    hint: 'Name it as the list of differences does, such as obsidian_vault/Notes/a.md',
  });
}
