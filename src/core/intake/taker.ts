import { join } from 'node:path';
import { describeError } from '../../shared/errors.ts';
import { type Clock, type Random, TimeSlice } from '../clock/index.ts';
import type { FileStat, Files } from '../files/index.ts';
import type { Delivery, PreparedDrop } from './delivery.ts';
import { fullTextBytes, type Logger, type TaskSink } from './drop.ts';
import { makeDrop, type Promised } from './drop-maker.ts';
import type { Ledger, RefusalKind } from './ledger.ts';
import { isBrokenName, refusalByExtension } from './names.ts';
import type { OpenFileProbe } from './open-file-probe.ts';
import { type ReadResult, readLarge, readSmall } from './read-file.ts';
import type { Settling } from './settling.ts';
import type { Troubles } from './troubles.ts';

export interface TakerDependencies {
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly sink: TaskSink;
  readonly probe: OpenFileProbe;
  readonly ledger: Ledger;
  readonly settling: Settling;
  readonly delivery: Delivery;
  readonly troubles: Troubles;
  readonly promised: Map<string, Promised>;
  readonly inbox: string;
  readonly extensions: readonly string[];
  /** Whether the inbox is still where it was: only then does a missing file mean that it was removed. */
  readonly isIntact: () => boolean;
  /** A name that only a listing can explain. */
  readonly needsListing: () => void;
  /** A large file was read: another round has work. */
  readonly wake: () => void;
  readonly signal: AbortSignal;
}

const batchFiles = 256;
const batchBytes = 8 * 1024 * 1024;
/** A file that may not be read is tried this long: a virus scanner lets go of it. */
const deniedForMs = 5_000;

interface Read {
  readonly name: string;
  readonly stat: FileStat;
  readonly result: ReadResult;
}

/** Takes settled files in rounds: look, probe, read, decide, deliver. */
export class Taker {
  readonly #dependencies: TakerDependencies;
  /** Files over 1 MiB, hashed one after the other beside the rounds. */
  readonly #large: { readonly name: string; readonly stat: FileStat }[] = [];
  readonly #read: Read[] = [];
  readonly #denied = new Map<
    string,
    { readonly sinceMs: number; readonly changedMs: number; told: boolean }
  >();
  #reading: Promise<void> | undefined;
  #failures = 0;

  constructor(dependencies: TakerDependencies) {
    this.#dependencies = dependencies;
  }

  get hasWork(): boolean {
    return this.#read.length > 0 || this.#dependencies.settling.due(1).length > 0;
  }

  async round(): Promise<void> {
    const { settling, delivery, signal, troubles } = this.#dependencies;
    const slice = new TimeSlice();
    this.#failures = 0;
    const resting = new Map<string, FileStat>();
    for (const name of settling.due(batchFiles)) {
      await this.#guard(name, () => this.#look(name, resting));
      await slice.pause(signal);
    }
    const open = await this.#openForWriting(resting);
    const batch: PreparedDrop[] = [];
    let bytes = 0;
    for (const { name, stat, result } of this.#read.splice(0)) {
      await this.#guard(name, () => this.#settle(name, stat, result, batch));
    }
    for (const [name, stat] of resting) {
      if (open.has(name)) settling.postpone(name);
      else if (stat.sizeBytes > fullTextBytes) this.#readBeside(name, stat);
      else if (bytes < batchBytes) {
        bytes += stat.sizeBytes;
        await this.#guard(name, () =>
          this.#settle(name, stat, readSmall(this.#files, this.#path(name), stat), batch),
        );
      }
      await slice.pause(signal);
    }
    if (this.#failures === 0) troubles.clear('file');
    await delivery.offer(batch);
  }

  /** A listing shows the name, but the system finds no such file: its bytes are not Unicode. */
  async refuseBrokenName(name: string): Promise<void> {
    if (this.#dependencies.ledger.get(name)) return;
    await this.#guard(name, () =>
      this.#refuse(name, undefined, 'name', 'Its name is not valid Unicode; rename it'),
    );
  }

  /** Resolves when nothing is being read any more. */
  async stop(): Promise<void> {
    await this.#reading;
  }

  get #files(): Files {
    return this.#dependencies.files;
  }

  #path(name: string): string {
    return join(this.#dependencies.inbox, name);
  }

  /** One file's failure never stops others. */
  async #guard(name: string, step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      const { settling, troubles, signal } = this.#dependencies;
      if (signal.aborted) return;
      this.#failures += 1;
      troubles.report('file', `${JSON.stringify(name)} cannot be taken yet: ${describeError(error)}`);
      settling.expect(name);
      settling.postpone(name);
    }
  }

  async #look(name: string, resting: Map<string, FileStat>): Promise<void> {
    const { settling, ledger } = this.#dependencies;
    const stat = this.#files.stat(this.#path(name));
    if (stat === undefined) return this.#whenGone(name);
    if (stat.kind === 'folder') return settling.forget(name);
    if (stat.kind !== 'file') {
      settling.forget(name);
      const known = ledger.get(name);
      if (known?.refused === 'kind' && known.modifiedMs === stat.modifiedMs) return;
      const reason =
        stat.kind === 'link' ? 'It is a symbolic link; drop the file itself' : 'It is not a regular file';
      return this.#refuse(name, stat, 'kind', reason);
    }
    const denied = this.#denied.get(name);
    if (denied?.told && denied.changedMs === stat.changedMs) return settling.forget(name);
    if (settling.inspect(name, stat)) resting.set(name, stat);
  }

  #whenGone(name: string): void {
    const { settling, ledger, promised, isIntact, needsListing } = this.#dependencies;
    settling.forget(name);
    this.#denied.delete(name);
    if (isBrokenName(name)) needsListing();
    else if (isIntact()) {
      promised.delete(name);
      ledger.remove(name);
    }
  }

  async #openForWriting(resting: ReadonlyMap<string, FileStat>): Promise<ReadonlySet<string>> {
    const { probe, inbox, signal } = this.#dependencies;
    return probe.openForWriting(inbox, resting, signal);
  }

  #readBeside(name: string, stat: FileStat): void {
    this.#dependencies.settling.occupy(name);
    this.#large.push({ name, stat });
    this.#reading ??= this.#readAll();
  }

  async #readAll(): Promise<void> {
    const { signal, wake } = this.#dependencies;
    for (let next = this.#large.shift(); next !== undefined && !signal.aborted; next = this.#large.shift()) {
      const { name, stat } = next;
      await this.#guard(name, async () => {
        this.#read.push({ name, stat, result: await readLarge(this.#files, this.#path(name), stat, signal) });
      });
      wake();
    }
    // In the same step in which the list was found empty: what comes later starts a new run.
    this.#reading = undefined;
  }

  async #settle(name: string, stat: FileStat, result: ReadResult, batch: PreparedDrop[]): Promise<void> {
    const { settling } = this.#dependencies;
    if (result.kind === 'changed') return settling.postpone(name);
    if (result.kind === 'denied') return this.#whenDenied(name, stat);
    this.#denied.delete(name);
    settling.forget(name);
    await this.#decide(name, stat, result, batch);
  }

  async #decide(
    name: string,
    stat: FileStat,
    read: Extract<ReadResult, { kind: 'read' }>,
    batch: PreparedDrop[],
  ): Promise<void> {
    const { ledger, promised, inbox, extensions, clock, random, sink } = this.#dependencies;
    const { sha256 } = read;
    const known = ledger.get(name);
    const unwanted = refusalByExtension(name, extensions);
    const isAllowedNow = known?.refused === 'extension' && unwanted === undefined;
    if (known?.sha256 === sha256 && !isAllowedNow) {
      ledger.refresh(name, stat.sizeBytes, stat.modifiedMs);
      return;
    }
    if (unwanted !== undefined) return this.#refuse(name, stat, 'extension', unwanted, sha256);
    const former = {
      promised: promised.get(name),
      supersedes: known?.taskId ?? promised.get(name)?.supersedes,
    };
    const exists = (taskId: string) => sink.exists(taskId);
    const made = await makeDrop({ clock, random, exists }, inbox, name, stat, read, former);
    if ('refused' in made) return this.#refuse(name, stat, 'content', made.refused, sha256);
    batch.push({ name, stat, sha256, drop: made });
  }

  async #refuse(
    name: string,
    stat: FileStat | undefined,
    refused: RefusalKind,
    reason: string,
    sha256?: string,
  ): Promise<void> {
    const { sink, ledger, promised, logger } = this.#dependencies;
    const refusal = { path: this.#path(name), fileName: name, reason };
    logger.warn('intake: refused', { file: name, reason });
    await sink.refuse(sha256 === undefined ? refusal : { ...refusal, sha256 });
    const sizeBytes = stat?.sizeBytes ?? 0;
    const modifiedMs = stat?.modifiedMs ?? 0;
    ledger.refuse(name, { sha256, sizeBytes, modifiedMs, taskId: undefined, supersedes: undefined, refused });
    promised.delete(name);
  }

  /** Not kept in the ledger: the next start asks again whether it may be read. */
  async #whenDenied(name: string, stat: FileStat): Promise<void> {
    const { settling, clock, sink } = this.#dependencies;
    const nowMs = clock.now();
    const former = this.#denied.get(name);
    const denied =
      former?.changedMs === stat.changedMs
        ? former
        : { sinceMs: nowMs, changedMs: stat.changedMs, told: false };
    this.#denied.set(name, denied);
    if (nowMs - denied.sinceMs < deniedForMs) return settling.postpone(name);
    settling.forget(name);
    denied.told = true;
    const reason = 'It cannot be read: access is denied';
    await sink.refuse({ path: this.#path(name), fileName: name, reason });
  }
}
