import { join } from 'node:path';
import { type Clock, TimeSlice } from '../clock/index.ts';
import type { FileStat, Files } from '../files/index.ts';
import type { KnownFile, Ledger } from './ledger.ts';
import { isBrokenName, isIgnored, refusalByExtension } from './names.ts';
import type { Settling } from './settling.ts';

/** `full`: every file is looked at · `names`: only names that are not known. */
export type SweepDepth = 'full' | 'names';

const glanceFiles = 64;
/** Times of a folder are as coarse as this: a change right after a listing may not show. */
const folderTimeMs = 100;

/** Finds by listing what no event told: at the start, after a stall, and a little at every reconciliation. */
export class Sweeper {
  readonly #dependencies: {
    readonly files: Files;
    readonly clock: Clock;
    readonly ledger: Ledger;
    readonly settling: Settling;
    readonly inbox: string;
    readonly extensions: readonly string[];
  };
  #listedMs: number | undefined;
  #glances: IterableIterator<[string, KnownFile]> | undefined;

  constructor(dependencies: {
    readonly files: Files;
    readonly clock: Clock;
    readonly ledger: Ledger;
    readonly settling: Settling;
    readonly inbox: string;
    readonly extensions: readonly string[];
  }) {
    this.#dependencies = dependencies;
  }

  /** Whether names came or went since the last listing. Costs one lstat. */
  get isStale(): boolean {
    return this.#listedMs === undefined || this.#folderMs() !== this.#listedMs;
  }

  /** Lists the inbox; resolves to names that are there but cannot be looked at. */
  async sweep(depth: SweepDepth, signal: AbortSignal): Promise<readonly string[]> {
    const { files, clock, ledger, settling, inbox } = this.#dependencies;
    const folderMs = this.#folderMs();
    const isReliable = folderMs !== undefined && Math.abs(clock.now() - folderMs) > folderTimeMs;
    const fresh: { readonly name: string; readonly changedMs: number }[] = [];
    const broken = new Set<string>();
    let listed = 0;
    await files.scan(
      inbox,
      ({ name, kind }) => {
        if (kind === 'folder' || isIgnored(name)) return;
        const known = ledger.get(name);
        if (isBrokenName(name)) broken.add(name);
        if (known !== undefined) {
          ledger.seen(name);
          listed += 1;
          if (depth === 'names') return;
        }
        if (settling.has(name)) return;
        const stat = files.stat(join(inbox, name));
        if (stat !== undefined) broken.delete(name);
        if (stat !== undefined && this.#isNews(name, known, stat))
          fresh.push({ name, changedMs: stat.changedMs });
      },
      signal,
    );
    fresh.sort((one, other) => one.changedMs - other.changedMs);
    for (const { name } of fresh) settling.expect(name);
    if (listed < ledger.here) await this.#forgetRemoved(broken, signal);
    this.#listedMs = isReliable ? folderMs : undefined;
    return [...broken];
  }

  /** Looks at a few known files, another few each time: changes in place that no event told. */
  glance(): void {
    const { files, ledger, settling, inbox } = this.#dependencies;
    for (let count = 0; count < Math.min(glanceFiles, ledger.size); count += 1) {
      this.#glances ??= ledger.entries();
      const next = this.#glances.next();
      if (next.done) {
        this.#glances = undefined;
        continue;
      }
      const [name, known] = next.value;
      const stat = files.stat(join(inbox, name));
      if (
        stat === undefined ? ledger.wasHere(name) && !isBrokenName(name) : this.#isNews(name, known, stat)
      ) {
        settling.expect(name);
      }
    }
  }

  /** Only files last seen in this very folder: an unmounted or exchanged inbox removes nothing. */
  async #forgetRemoved(broken: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    const { files, ledger, inbox } = this.#dependencies;
    const slice = new TimeSlice();
    for (const [name] of ledger.entries()) {
      if (ledger.wasHere(name) && !broken.has(name) && !files.exists(join(inbox, name))) ledger.remove(name);
      await slice.pause(signal);
    }
  }

  #isNews(name: string, known: KnownFile | undefined, stat: FileStat): boolean {
    if (known === undefined) return true;
    if (known.sizeBytes !== stat.sizeBytes || known.modifiedMs !== stat.modifiedMs) return true;
    return (
      known.refused === 'extension' && refusalByExtension(name, this.#dependencies.extensions) === undefined
    );
  }

  #folderMs(): number | undefined {
    return this.#dependencies.files.stat(this.#dependencies.inbox)?.modifiedMs;
  }
}
