import { dirname } from 'node:path';
import type { CommandInput, CommandResult } from '../../../shared/api.ts';
import type { RestoreStep } from '../../../shared/commands/restore.ts';
import { EmployeeError } from '../../../shared/errors.ts';
import type { Progress } from '../../../shared/events.ts';
import { type Clock, type Random, timestamp } from '../../clock/index.ts';
import type { ArchiveProgress } from '../archive/index.ts';
import type { ExclusiveWork, Turn } from '../exclusive-work.ts';
import { chooseGrounds } from './grounds.ts';
import { standing } from './history.ts';
import { canContinue, Inspector, type InspectorDependencies } from './inspector.ts';
import { RestoreFolder, type RestoreJournal } from './journal.ts';
import { discardStaging } from './leftovers.ts';
import { selectFiles } from './selection.ts';
import type { RestoreSource } from './source.ts';
import { stageRestore } from './stage.ts';
import { refuseUnreadFolders } from './unheld.ts';

type StartInput = CommandInput<'restore.start'>;

export interface RestoreServiceDependencies extends InspectorDependencies {
  readonly clock: Clock;
  readonly random: Random;
  readonly work: ExclusiveWork;
  /** Makes the safety backup within the turn of the restore. */
  readonly safetyBackup: (turn: Turn, signal: AbortSignal) => Promise<SafetyBackup>;
  /** Free bytes of the disk that a folder lies on; `undefined` where the system does not say. */
  readonly freeBytes: (folder: string) => number | undefined;
  readonly legacyKey: () => string | undefined;
  readonly progress: (progress: Progress) => void;
  /** A restore began, ended, or came a step further. */
  readonly changed: () => void;
  /** The employee stops and is opened again: the swap happens in between. */
  readonly requestReopen: () => void;
}

export interface SafetyBackup {
  readonly name: string;
  /** What it could not take, by its path in the archive. */
  readonly unread: readonly string[];
}

interface Running {
  readonly id: string;
  readonly archive: string;
  readonly cancel: AbortController;
  readonly ended: Promise<void>;
  step: RestoreStep;
  canCancel: boolean;
}

/** Restores, up to the point where the swap is certain to be tried; from there on `settleRestore` has them. */
export class RestoreService {
  readonly inspector: Inspector;
  readonly #dependencies: RestoreServiceDependencies;
  readonly #folder: RestoreFolder;
  #running: Running | undefined;

  constructor(dependencies: RestoreServiceDependencies) {
    this.#dependencies = dependencies;
    this.#folder = new RestoreFolder(dependencies.files, dependencies.places.internal);
    this.inspector = new Inspector(dependencies);
  }

  state(): CommandResult<'restore.state'> {
    const running = this.#running;
    return {
      running: running
        ? { id: running.id, archive: running.archive, step: running.step, can_cancel: running.canCancel }
        : null,
      last: this.#folder.readReport(),
    };
  }

  /** What a person should know while one runs, in sentences. */
  get troubles(): readonly string[] {
    const running = this.#running;
    if (!running) return [];
    return [`A restore of ${running.archive} is under way (${running.step.replace('_', ' ')})`];
  }

  /**
   * Resolves when the swap is certain to be tried and the stop has been asked. Throws `conflict` while other work on
   * archives runs, `integrity`, `no_space`, `io`, or the signal's reason; nothing live was touched then, and the space is
   * given back.
   */
  start(input: StartInput, signal?: AbortSignal): Promise<CommandResult<'restore.start'>> {
    const { work } = this.#dependencies;
    const result = Promise.withResolvers<CommandResult<'restore.start'>>();
    work
      .run('restore', async (turn) => {
        result.resolve(await this.#run(input, turn, signal));
        // The turn is not given back: nothing else may begin before the employee has stopped.
        await new Promise<never>(() => undefined);
      })
      .catch(result.reject);
    return result.promise;
  }

  /** Whether one was cancelled; resolves once its space is given back. */
  async cancel(): Promise<boolean> {
    const running = this.#running;
    if (!running?.canCancel) return false;
    running.cancel.abort(cancelled());
    await running.ended;
    return true;
  }

  /** One that can still be cancelled is; the swap of one that cannot is for the next start. */
  async stop(): Promise<void> {
    await this.cancel();
  }

  async #run(
    input: StartInput,
    turn: Turn,
    outer: AbortSignal | undefined,
  ): Promise<CommandResult<'restore.start'>> {
    const { clock, random } = this.#dependencies;
    const cancel = new AbortController();
    const ended = Promise.withResolvers<void>();
    const id = `${timestamp(clock).replace(/\D/g, '').slice(0, 14)}-${random.hex(3)}`;
    const running: Running = {
      id,
      archive: input.archive,
      cancel,
      ended: ended.promise,
      step: 'checking',
      canCancel: true,
    };
    this.#running = running;
    const signal = outer ? AbortSignal.any([outer, cancel.signal]) : cancel.signal;
    try {
      const source = await this.#dependencies.open(input.archive, signal);
      try {
        return await this.#prepare(input, source, running, turn, signal);
      } finally {
        source.close();
      }
    } catch (error) {
      this.#running = undefined;
      this.#dependencies.changed();
      throw error;
    } finally {
      ended.resolve();
    }
  }

  async #prepare(
    input: StartInput,
    source: RestoreSource,
    running: Running,
    turn: Turn,
    signal: AbortSignal,
  ): Promise<CommandResult<'restore.start'>> {
    const { clock, files, places, safetyBackup, requestReopen } = this.#dependencies;
    this.#enter(running, 'checking');
    const continueTrail = await this.#check(input, source, signal);
    const selection = await selectFiles(
      source,
      { parts: input.parts, paths: input.paths, wholeTrail: continueTrail },
      this.#dependencies,
    );
    const { id } = running;
    const grounds = chooseGrounds(files, this.#folder, { id, root: places.root, vault: places.vault });
    const bytes = selection.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    this.#requireSpace(bytes, grounds);
    this.#enter(running, 'safety_backup');
    const safetyStartedMs = clock.now();
    const { name: safety, unread } = await safetyBackup(turn, signal);
    if (selection.paths === null && selection.parts.includes('vault') && files.exists(places.vault))
      refuseUnreadFolders(unread);
    const journal: RestoreJournal = {
      schema: 1,
      id,
      root: places.root,
      archive: source.reference,
      parts: [...selection.parts],
      paths: selection.paths && [...selection.paths],
      continue_trail: continueTrail,
      started_at: timestamp(clock),
      safety_backup: safety,
      safety_started_ms: safetyStartedMs,
      not_in_safety: [...unread],
      grounds,
      state: 'staging',
      file_by_file: 'no',
      swap_started_ms: null,
      problem: null,
      report: null,
      asked_again: [],
      sealed: {},
    };
    try {
      await stageRestore(
        { ...this.#dependencies, folder: this.#folder, legacyKey: this.#dependencies.legacyKey() },
        { source, selection, journal, signal },
        { enter: (step) => this.#enter(running, step), meter: (step) => this.#meter(step) },
      );
      signal.throwIfAborted();
      running.canCancel = false;
      await this.#folder.writeJournal({ ...journal, state: 'committed' });
    } catch (error) {
      // What went wrong first is what a person has to hear; what cannot be removed now the next start removes.
      await this.#giveBack(journal, error).catch(() => undefined);
      throw error;
    }
    this.#enter(running, 'stopping');
    requestReopen();
    const message = `Everything is ready: the employee stops, puts ${source.reference} in place, and starts again`;
    return { message, id, safety_backup: safety };
  }

  /** Whether the trail of the source is to be continued here. */
  async #check(input: StartInput, source: RestoreSource, signal: AbortSignal): Promise<boolean> {
    if (input.digest !== undefined && input.digest !== source.digest)
      throw refused(source, 'it has become another one since you looked at it', 'Look at it again');
    await source.verify({ signal, onProgress: this.#meter('checking') });
    const history = await standing(source, this.#dependencies);
    if (!input.parts.includes('audit') || input.paths !== undefined || history !== 'foreign') return false;
    if (canContinue(source, history) && input.continue_trail) return true;
    // The safety backup of a continued trail undoes everything else; the trail itself is never rolled back.
    if (source.safety) return false;
    throw refused(
      source,
      'its audit trail is that of another installation',
      'Continue that trail here with --continue-trail, or leave the trail out with --only vault',
    );
  }

  #requireSpace(bytes: number, grounds: RestoreJournal['grounds']): void {
    const folder = dirname((grounds.vault ?? grounds.workspace).work);
    const place = this.#dependencies.files.exists(folder) ? folder : this.#dependencies.places.internal;
    const free = this.#dependencies.freeBytes(place);
    if (free === undefined || free >= bytes) return;
    throw new EmployeeError('no_space', {
      what: 'cannot restore',
      why: `what comes back has ${Math.ceil(bytes / 1_000_000)} MB, and ${Math.floor(free / 1_000_000)} MB are free`,
      hint: 'Free some space; nothing was changed',
    });
  }

  async #giveBack(journal: RestoreJournal, error: unknown): Promise<void> {
    const { files, clock } = this.#dependencies;
    await discardStaging(files, journal);
    await this.#folder.removeJournal();
    await this.#folder.writeReport({
      id: journal.id,
      archive: journal.archive,
      started_at: journal.started_at,
      finished_at: timestamp(clock),
      outcome: 'cancelled',
      parts: [],
      safety_backup: journal.safety_backup,
      problem: error instanceof Error ? error.message : String(error),
    });
  }

  #enter(running: Running, step: RestoreStep): void {
    running.step = step;
    this.#dependencies.progress({ work: 'restore', step, done: 0, total: 0, unit: 'bytes' });
    this.#dependencies.changed();
  }

  #meter(step: RestoreStep): (progress: ArchiveProgress) => void {
    return ({ done, total }) =>
      this.#dependencies.progress({
        work: 'restore',
        step,
        done: done.bytes,
        total: total?.bytes ?? 0,
        unit: 'bytes',
        ...(total ? { files: { done: done.files, total: total.files } } : {}),
      });
  }
}

function cancelled(): EmployeeError {
  return new EmployeeError('conflict', {
    what: 'the restore was cancelled',
    why: 'you said so',
    hint: 'Nothing live was touched; the safety backup stays',
  });
}

function refused(source: RestoreSource, why: string, hint: string): EmployeeError {
  return new EmployeeError('integrity', { what: `cannot restore from ${source.reference}`, why, hint });
}
