import { isAbsolute, join } from 'node:path';
import { describeError, EmployeeError } from '../../shared/errors.ts';
import { type Clock, delay, type Random, type Timer } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import { archiveOriginal } from './archive.ts';
import { Delivery } from './delivery.ts';
import type { IntakeStatus, Logger, TaskSink } from './drop.ts';
import type { Promised } from './drop-maker.ts';
import { InboxWatcher } from './inbox-watcher.ts';
import { Ledger } from './ledger.ts';
import { isIgnored } from './names.ts';
import type { OpenFileProbe } from './open-file-probe.ts';
import { Settling } from './settling.ts';
import { type SweepDepth, Sweeper } from './sweeper.ts';
import { Taker } from './taker.ts';
import { Troubles } from './troubles.ts';

/** Absolute paths. */
export interface IntakePaths {
  readonly inbox: string;
  readonly disabledInbox: string;
  /** Append-only record of what was taken, e.g. `<workspace>/.employee/intake.jsonl`. */
  readonly ledger: string;
  readonly workspaceRoot: string;
}

/** How files are taken. */
export interface IntakeSettings {
  /** Accepted extensions with their dot, e.g. `.txt`; case does not matter. */
  readonly extensions: readonly string[];
  /** How long a file must rest before it is taken; 80 by default. */
  readonly restMs: number;
  /** The same where open files cannot be seen (macOS, network shares); 1,000 by default. */
  readonly undetectableRestMs: number;
  readonly reconcileSeconds: number;
  /** What becomes of the original of a finished task. */
  readonly after: 'keep' | 'archive';
  /** Below the workspace, or absolute. */
  readonly archiveFolder: string;
}

export interface IntakeDependencies {
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly sink: TaskSink;
  readonly paths: IntakePaths;
  readonly settings: IntakeSettings;
  readonly probe: OpenFileProbe;
  /** Looks whether the workspace is still this process's: what is missing from another's is not made again. */
  readonly holdsWorkspace: () => boolean;
}

const heartbeatMs = 1_000;
/** A heartbeat this late means a blocked event loop, whose events the system may have thrown away. */
const stallMs = 1_000;
/** How often a drain looks whether a large file is read. */
const drainLookMs = 50;

/** Watches the inbox and turns what settles there into tasks. One instance per start. */
export class Intake {
  readonly #dependencies: IntakeDependencies;
  readonly #troubles: Troubles;
  readonly #settling: Settling;
  readonly #watcher: InboxWatcher;
  readonly #abort = new AbortController();
  readonly #promised = new Map<string, Promised>();
  readonly #unarchived = new Set<string>();
  #work: { ledger: Ledger; delivery: Delivery; taker: Taker; sweeper: Sweeper } | undefined;
  #timer: { readonly timer: Timer; readonly dueMs: number } | undefined;
  #heartbeat: Timer | undefined;
  #reconcileAtMs = 0;
  #wanted: SweepDepth | undefined;
  #sweeping: Promise<void> = Promise.resolve();
  #pumping: Promise<void> | undefined;
  #beating: Promise<void> | undefined;

  constructor(dependencies: IntakeDependencies) {
    this.#dependencies = dependencies;
    this.#troubles = new Troubles(dependencies.logger);
    this.#settling = new Settling(dependencies.clock, dependencies.settings.restMs);
    this.#watcher = new InboxWatcher(dependencies, dependencies.paths, {
      attached: (identity) => this.#attached(identity),
      detached: () => this.#settling.clear(),
      changed: (name) => this.#changed(name),
      missing: () => dependencies.holdsWorkspace(),
      failed: (reason) => this.#troubles.report('watch', reason),
    });
  }

  get status(): IntakeStatus {
    const state = this.#watcher.state;
    const lastError = state.kind === 'failed' ? state.reason : this.#troubles.last;
    return {
      state: state.kind,
      known: this.#work?.ledger.size ?? 0,
      waiting: this.#settling.size + (this.#work?.delivery.pending ?? 0),
      ...(lastError === undefined ? {} : { lastError }),
    };
  }

  /** Resolves when the inbox is listed and watched; what was found is taken from then on. */
  async start(signal: AbortSignal): Promise<void> {
    const { files, clock, logger, sink, paths, settings } = this.#dependencies;
    signal.addEventListener('abort', () => this.#abort.abort(signal.reason), { once: true });
    signal.throwIfAborted();
    const { ledger, unacknowledged } = await Ledger.open(files, paths.ledger, logger, this.#abort.signal);
    const troubles = this.#troubles;
    const promised = this.#promised;
    const delivery = new Delivery({ clock, ledger, sink, troubles, promised });
    const shared = { ...this.#dependencies, ledger, settling: this.#settling, delivery, troubles, promised };
    const taker = new Taker({
      ...shared,
      inbox: paths.inbox,
      extensions: settings.extensions,
      isIntact: () => this.#watcher.isIntact(),
      needsListing: () => this.#want('names'),
      wake: () => this.#pump(),
      signal: this.#abort.signal,
    });
    const sweeper = new Sweeper({ ...shared, inbox: paths.inbox, extensions: settings.extensions });
    this.#work = { ledger, delivery, taker, sweeper };
    for (const [name, file] of unacknowledged) {
      const { taskId, sha256, supersedes } = file;
      if (taskId === undefined || sha256 === undefined) continue;
      if (!sink.exists(taskId)) {
        this.#promised.set(name, { taskId, sha256, supersedes });
        ledger.withhold(name);
      } else if (supersedes !== undefined) await sink.withdraw(supersedes, taskId);
    }
    await this.#watcher.start();
    await this.#sweeping;
    this.#beat(clock.now());
    this.#pump();
  }

  /**
   * Takes everything that lay settled in the inbox at the time of the call, and resolves when it is stored. Files held
   * open or changed meanwhile stay. Rejects when the sink cannot store.
   */
  async drainOnce(): Promise<void> {
    const { clock } = this.#dependencies;
    const momentMs = clock.now();
    await this.#watcher.check();
    this.#want('full');
    await this.#runSweep();
    const asked = [...this.#settling.names()];
    const isUndecided = () => asked.some((name) => this.#settling.isUndecided(name, momentMs));
    this.#work?.delivery.hurry();
    for (;;) {
      this.#pump();
      await this.#pumping;
      const retryAtMs = this.#work?.delivery.retryAtMs;
      if (retryAtMs !== undefined && retryAtMs > momentMs) throw this.#notStored();
      if (retryAtMs === undefined && !isUndecided()) return;
      const waitMs = (this.#settling.nextCheckMs() ?? 0) - clock.now();
      await delay(clock, Math.min(Math.max(waitMs, 5), drainLookMs), this.#abort.signal);
    }
  }

  /** Looks at the whole inbox, in case the system told nothing, as after the machine slept. */
  async lookAgain(): Promise<void> {
    if (this.#work === undefined || this.#abort.signal.aborted) return;
    await this.#watcher.check();
    this.#want('full');
  }

  /** The task is finished: with `after: archive` its original leaves the inbox, unless it changed since. */
  async finished(taskId: string): Promise<void> {
    const { files, clock, paths, settings } = this.#dependencies;
    const ledger = this.#work?.ledger;
    if (settings.after !== 'archive' || ledger === undefined) return;
    const name = ledger.nameOf(taskId);
    const known = name === undefined ? undefined : ledger.get(name);
    if (name === undefined || known === undefined) return;
    if (!this.#watcher.isIntact()) {
      this.#unarchived.add(taskId);
      return;
    }
    const original = join(paths.inbox, name);
    const stat = files.stat(original);
    if (stat?.sizeBytes !== known.sizeBytes || stat.modifiedMs !== known.modifiedMs) return;
    try {
      const archive = isAbsolute(settings.archiveFolder)
        ? settings.archiveFolder
        : join(paths.workspaceRoot, settings.archiveFolder);
      if ((await archiveOriginal(files, clock, original, archive, name)) === 'moved') ledger.remove(name);
      this.#troubles.clear('archive');
    } catch (error) {
      this.#unarchived.add(taskId);
      this.#troubles.report('archive', describeError(error));
    }
  }

  /** Finishes the round under way and lets go of everything. */
  async stop(): Promise<void> {
    this.#abort.abort();
    this.#timer?.timer.cancel();
    this.#heartbeat?.cancel();
    await this.#watcher.stop();
    await Promise.all([this.#beating, this.#sweeping, this.#pumping]);
    await this.#work?.taker.stop();
    await this.#work?.ledger.close();
  }

  #attached(identity: string): void {
    const { probe, paths, settings, logger } = this.#dependencies;
    const detects = probe.detects(paths.inbox);
    this.#settling.configure(detects ? settings.restMs : settings.undetectableRestMs, detects);
    this.#work?.ledger.enterInbox(identity);
    logger.info('intake: watching', { inbox: paths.inbox, seesOpenFiles: detects });
    this.#want('full');
    this.#sweeping = this.#runSweep();
  }

  #changed(name: string | null): void {
    if (name === null) this.#want('full');
    else if (!isIgnored(name)) this.#schedule(this.#settling.note(name));
  }

  #want(depth: SweepDepth): void {
    if (this.#wanted !== 'full') this.#wanted = depth;
  }

  /** Lists the inbox as deep as wanted. Never rejects: the next reconciliation tries again. */
  #runSweep(): Promise<void> {
    const round = this.#sweeping.then(async () => {
      const depth = this.#wanted;
      const work = this.#work;
      if (depth === undefined || work === undefined || this.#watcher.state.kind !== 'watching') return;
      this.#wanted = undefined;
      try {
        for (const name of await work.sweeper.sweep(depth, this.#abort.signal))
          await work.taker.refuseBrokenName(name);
        for (const taskId of this.#unarchived) {
          this.#unarchived.delete(taskId);
          await this.finished(taskId);
        }
        this.#troubles.clear('inbox');
      } catch (error) {
        this.#want(depth);
        if (!this.#abort.signal.aborted) this.#troubles.report('inbox', describeError(error));
      }
      this.#pump();
    });
    this.#sweeping = round;
    return round;
  }

  /** Once a second: a look at the folder; now and then a reconciliation; after a stall a full listing. */
  #beat(expectedMs: number): void {
    const { clock } = this.#dependencies;
    this.#heartbeat = clock.after(heartbeatMs, () => {
      if (clock.now() - expectedMs - heartbeatMs > stallMs) this.#want('full');
      this.#beating = this.#reconcile().finally(() => {
        if (!this.#abort.signal.aborted) this.#beat(clock.now());
      });
    });
  }

  async #reconcile(): Promise<void> {
    const { clock, settings } = this.#dependencies;
    const work = this.#work;
    await this.#watcher.check();
    if (work === undefined || this.#watcher.state.kind !== 'watching') return;
    if (clock.now() >= this.#reconcileAtMs) {
      this.#reconcileAtMs = clock.now() + settings.reconcileSeconds * 1_000;
      work.sweeper.glance();
      if (work.sweeper.isStale) this.#want('names');
    }
    if (this.#wanted !== undefined) await this.#runSweep();
    if (this.#watcher.tellsNames) this.#troubles.clear('watch');
    try {
      if (work.ledger.hasQueued) await work.ledger.commit();
    } catch (error) {
      this.#troubles.report('store', describeError(error));
    }
    this.#pump();
  }

  #schedule(atMs: number): void {
    if (this.#timer !== undefined && this.#timer.dueMs <= atMs) return;
    this.#timer?.timer.cancel();
    const timer = this.#dependencies.clock.after(Math.max(1, atMs - this.#dependencies.clock.now()), () => {
      this.#timer = undefined;
      this.#pump();
    });
    this.#timer = { timer, dueMs: atMs };
  }

  /** Runs rounds while there is work; one at a time. */
  #pump(): void {
    if (this.#pumping !== undefined || this.#work === undefined || this.#abort.signal.aborted) return;
    this.#pumping = this.#rounds(this.#work)
      .catch((error) => {
        if (!this.#abort.signal.aborted) this.#troubles.report('file', describeError(error));
      })
      .finally(() => {
        this.#pumping = undefined;
        const nextMs = this.#settling.nextCheckMs();
        const retryMs = this.#work?.delivery.retryAtMs;
        const atMs = Math.min(nextMs ?? Infinity, retryMs ?? Infinity);
        if (atMs !== Infinity && !this.#abort.signal.aborted) this.#schedule(atMs);
      });
  }

  async #rounds({ delivery, taker }: { delivery: Delivery; taker: Taker }): Promise<void> {
    const { clock } = this.#dependencies;
    const { retryAtMs } = delivery;
    if (retryAtMs !== undefined && retryAtMs <= clock.now()) await delivery.attempt();
    while (!this.#abort.signal.aborted && !delivery.isBlocked && taker.hasWork) {
      if (this.#watcher.state.kind !== 'watching') return;
      await taker.round();
    }
    delivery.acknowledge();
  }

  #notStored(): Error {
    return new EmployeeError('io', {
      what: 'cannot store what was dropped',
      why: this.#troubles.last ?? 'the queue refuses it',
      hint: 'The files stay in the inbox and are tried again',
    });
  }
}
