import { join } from 'node:path';
import { assertNever, describeError, EmployeeError, isSystemError } from '../../../shared/errors.ts';
import { type Clock, timestamp } from '../../clock/index.ts';
import { removeTree } from '../../files/index.ts';
import { groundOf, workFolders } from './grounds.ts';
import { RestoreFolder, type RestoreJournal } from './journal.ts';
import { discardStaging } from './leftovers.ts';
import { type PlanDependencies, planRestore, type RestorePlan } from './plan.ts';
import { checkPlaces, checkSteps } from './settled-places.ts';
import { readStagedFiles } from './staged-files.ts';
import { doSwap, undoSwap } from './swap.ts';
import { readSwapList, type SwapStep, writeSwapList } from './swap-list.ts';
import { verifySwap } from './verify-swap.ts';

export interface SettleDependencies extends PlanDependencies {
  readonly clock: Clock;
  /** Whether a person trusts the workspace where it lies: only then are places outside of it touched. */
  readonly trusted: boolean;
}

/**
 * Brings a restore to its end, under the lock and before anything else is opened: the ordinary way after the employee has
 * stopped for it, and the way after a kill at any point. Before `committed` it is undone; from there on it is finished, or
 * rolled back whole when something fails. Answers with the journal of one that has ended now, for the trail and the report.
 *
 * Throws what keeps it from both; nothing is lost then, and the next start goes on.
 */
export async function settleRestore(dependencies: SettleDependencies): Promise<RestoreJournal | undefined> {
  const { files, places } = dependencies;
  const folder = new RestoreFolder(files, places.internal);
  await files.removeLeftovers(folder.path);
  const journal = folder.readJournal();
  if (journal === undefined) return undefined;
  checkPlaces(dependencies, journal);
  return new Settlement(dependencies, folder).settle(journal);
}

class Settlement {
  readonly #dependencies: SettleDependencies;
  readonly #folder: RestoreFolder;

  constructor(dependencies: SettleDependencies, folder: RestoreFolder) {
    this.#dependencies = dependencies;
    this.#folder = folder;
  }

  async settle(journal: RestoreJournal): Promise<RestoreJournal | undefined> {
    switch (journal.state) {
      case 'staging':
      case 'staged':
        return this.#discard(journal);
      case 'committed':
        return this.#begin(journal);
      case 'swapping':
        return this.#swap(journal);
      case 'rolling_back':
        return this.#rollBack(journal);
      case 'ended':
        return journal;
      default:
        return assertNever(journal.state);
    }
  }

  /** The stop came before the swap was certain. */
  async #discard(journal: RestoreJournal): Promise<undefined> {
    await discardStaging(this.#dependencies.files, journal);
    await this.#folder.writeReport({
      id: journal.id,
      archive: journal.archive,
      started_at: journal.started_at,
      finished_at: timestamp(this.#dependencies.clock),
      outcome: 'cancelled',
      parts: [],
      safety_backup: journal.safety_backup,
      problem: 'The employee stopped before the swap; nothing live was touched',
    });
    await this.#folder.removeJournal();
  }

  async #begin(journal: RestoreJournal): Promise<RestoreJournal | undefined> {
    const { files, clock } = this.#dependencies;
    let plan: RestorePlan;
    try {
      const staged = readStagedFiles(files, this.#stagedList(journal));
      plan = await planRestore(this.#dependencies, journal, staged);
      await writeSwapList(files, this.#swapList(journal), plan.steps);
    } catch (error) {
      // The space comes back first: the journal may need it.
      for (const work of workFolders(journal)) await removeTree(files, join(work, 'new'));
      return this.#end({ ...journal, problem: describeError(error) }, 'rolled_back');
    }
    const swapping: RestoreJournal = {
      ...journal,
      state: 'swapping',
      swap_started_ms: clock.now(),
      asked_again: plan.parts.flatMap(({ askedAgain = [] }) => [...askedAgain]),
      sealed: Object.assign({}, ...plan.parts.map(({ sealed = {} }) => sealed)),
      report: {
        id: journal.id,
        archive: journal.archive,
        started_at: journal.started_at,
        finished_at: timestamp(clock),
        outcome: 'restored',
        parts: plan.parts.map(({ report }) => ({ ...report, notes: [...report.notes], outcome: 'restored' })),
        safety_backup: journal.safety_backup,
        problem: null,
      },
    };
    await this.#folder.writeJournal(swapping);
    return this.#swap(swapping);
  }

  async #swap(journal: RestoreJournal): Promise<RestoreJournal | undefined> {
    const { files } = this.#dependencies;
    const steps = this.#steps(journal);
    try {
      await doSwap(files, steps, this.#lateFolder(journal));
      const staged = readStagedFiles(files, this.#stagedList(journal));
      const vault = staged.filter(({ part }) => part === 'vault');
      await verifySwap({ files, steps, vault, startedMs: journal.swap_started_ms ?? 0 });
    } catch (error) {
      const byFolder = steps.some((step) => step.kind === 'replace' && step.sha256 === null && step.staged);
      const next = journal.file_by_file === 'no' && byFolder && isRefusedRename(error);
      const rolling: RestoreJournal = {
        ...journal,
        state: 'rolling_back',
        file_by_file: next ? 'next' : journal.file_by_file,
        problem: describeError(error),
      };
      await this.#folder.writeJournal(rolling);
      return this.#rollBack(rolling);
    }
    return this.#end(journal, 'restored');
  }

  async #rollBack(journal: RestoreJournal): Promise<RestoreJournal | undefined> {
    await undoSwap(this.#dependencies.files, this.#steps(journal), this.#lateFolder(journal));
    if (journal.file_by_file !== 'next') return this.#end(journal, 'rolled_back');
    const again: RestoreJournal = { ...journal, state: 'committed', file_by_file: 'yes', problem: null };
    await this.#folder.writeJournal(again);
    return this.#begin(again);
  }

  async #end(journal: RestoreJournal, outcome: 'restored' | 'rolled_back'): Promise<RestoreJournal> {
    const parts = journal.report?.parts ?? journal.parts.map(nothingDone);
    const ended: RestoreJournal = {
      ...journal,
      state: 'ended',
      asked_again: outcome === 'restored' ? journal.asked_again : [],
      sealed: outcome === 'restored' ? journal.sealed : {},
      report: {
        id: journal.id,
        archive: journal.archive,
        started_at: journal.started_at,
        finished_at: timestamp(this.#dependencies.clock),
        outcome,
        parts: parts.map((part) =>
          outcome === 'rolled_back'
            ? { ...nothingDone(part.part), outcome }
            : { ...part, outcome: part.added + part.changed + part.removed > 0 ? outcome : 'unchanged' },
        ),
        safety_backup: journal.safety_backup,
        problem: outcome === 'restored' ? null : journal.problem,
      },
    };
    await this.#folder.writeJournal(ended);
    return ended;
  }

  #steps(journal: RestoreJournal): readonly SwapStep[] {
    const steps = readSwapList(this.#dependencies.files, this.#swapList(journal));
    checkSteps(this.#dependencies, journal, steps);
    return steps;
  }

  #swapList(journal: RestoreJournal): string {
    return join(this.#folder.of(journal.id), 'swap.jsonl');
  }

  #stagedList(journal: RestoreJournal): string {
    return stagedListPath(this.#folder, journal.id);
  }

  #lateFolder(journal: RestoreJournal) {
    return (part: RestoreJournal['parts'][number]) => join(groundOf(journal, part).work, 'old', 'late');
  }
}

/** Where the list of staged files lies. */
export function stagedListPath(folder: RestoreFolder, id: string): string {
  return join(folder.of(id), 'staged.jsonl');
}

function nothingDone(part: RestoreJournal['parts'][number]) {
  return { part, outcome: 'unchanged' as const, added: 0, changed: 0, removed: 0, kept: 0, notes: [] };
}

/** Windows refuses to rename a folder in which a program has a file open, and every system one that is a disk of its own. */
function isRefusedRename(error: unknown): boolean {
  const cause = error instanceof EmployeeError ? error.cause : error;
  return isSystemError(cause, 'EPERM', 'EBUSY', 'EACCES', 'EXDEV', 'ENOTEMPTY');
}
