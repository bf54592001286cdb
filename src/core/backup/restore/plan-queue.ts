import { hash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { AuditEntry } from '../../../shared/audit.ts';
import { count } from '../../../shared/count.ts';
import { type Task, type TaskState, taskStates } from '../../../shared/task.ts';
import { type JournaledWork, journalLines, readJournal } from '../../actions/index.ts';
import { auditSince } from '../../audit/index.ts';
import { TimeSlice } from '../../clock/index.ts';
import type { Files } from '../../files/index.ts';
import {
  maxTaskFileBytes,
  parkedSuffix,
  parseTask,
  type QueuePaths,
  StateFolders,
  serializeTask,
  taskFileName,
} from '../../queue/index.ts';
import { type ReturningTask, returning } from './archived-task.ts';
import { KeptPlaces, type PartPlan } from './part-plan.ts';
import {
  effectsPath,
  partFolders,
  pathInPart,
  type StagedFile,
  stagedPath,
  textsPrefix,
} from './staged-files.ts';
import type { SwapStep } from './swap-list.ts';

export interface QueuePlanInput {
  readonly files: Files;
  readonly work: string;
  /** Those of the queue, with the archive's effects journal. */
  readonly staged: readonly StagedFile[];
  readonly queue: QueuePaths;
  readonly effectsFile: string;
  /** Entries of a task in the trail as it will be live. */
  readonly entriesOf: (taskId: string, sinceDay: string | undefined) => Promise<readonly AuditEntry[]>;
}

interface ArchivedFile {
  readonly state: TaskState;
  readonly name: string;
  readonly file: StagedFile;
}

/** The state a file of the archive's queue stands for; `undefined` for requests, decisions and everything else. */
export function archivedState(path: string): TaskState | undefined {
  if (!path.startsWith(`${partFolders.queue}/`)) return undefined;
  const [folder = '', name = '', ...deeper] = pathInPart(path).split('/');
  const state = taskStates.find((known) => known === folder);
  if (state === undefined || deeper.length > 0 || name.startsWith('.') || !/\.json$/i.test(name))
    return undefined;
  // Beside a parked task lies its request, and maybe a decision: neither counts here.
  return state === 'approvals' && !name.toLowerCase().endsWith(parkedSuffix) ? undefined : state;
}

/** Merges the archive's tasks into the live ones by id: the later state wins, and no live task is removed. */
export async function planQueue(input: QueuePlanInput): Promise<PartPlan> {
  return new QueueMerge(input).plan();
}

class QueueMerge {
  readonly #input: QueuePlanInput;
  readonly #folders: StateFolders;
  readonly #places: KeptPlaces;
  readonly #steps: SwapStep[] = [];
  readonly #seen = new Set<string>();
  readonly #askedAgain: string[] = [];
  readonly #journal: string[] = [];
  readonly #counts = { added: 0, changed: 0, kept: 0, unusable: 0, unknown: 0, ready: 0 };
  readonly #liveWork: ReadonlyMap<string, JournaledWork>;
  readonly #archivedWork: ReadonlyMap<string, JournaledWork>;

  constructor(input: QueuePlanInput) {
    const { files, work, queue, effectsFile } = input;
    this.#input = input;
    this.#folders = new StateFolders(files, queue);
    this.#places = new KeptPlaces(join(work, 'old', 'queue'));
    this.#liveWork = readJournal(wholeLines(files.readText(effectsFile)));
    this.#archivedWork = readJournal(wholeLines(files.readText(stagedPath(work, effectsPath))));
  }

  async plan(): Promise<PartPlan> {
    const slice = new TimeSlice();
    for (const archived of this.#latestFirst()) {
      await this.#merge(archived);
      await slice.pause();
    }
    if (this.#journal.length > 0) await this.#extendJournal();
    const { added, changed, kept } = this.#counts;
    const report = { part: 'queue' as const, added, changed, removed: 0, kept, notes: this.#notes() };
    return { steps: this.#steps, report, askedAgain: this.#askedAgain };
  }

  #latestFirst(): readonly ArchivedFile[] {
    const found = this.#input.staged.flatMap((file) => {
      const state = archivedState(file.path);
      return state === undefined ? [] : [{ state, name: basename(file.path), file }];
    });
    return found.sort((a, b) => rank(b.state) - rank(a.state));
  }

  async #merge({ state, name, file }: ArchivedFile): Promise<void> {
    const { files, work, entriesOf } = this.#input;
    const bytes = files.read(stagedPath(work, file.path), maxTaskFileBytes);
    const parsed = bytes && parseTask(bytes, name);
    if (parsed?.kind !== 'task') {
      this.#counts.unusable += 1;
      return;
    }
    const { task } = parsed;
    if (this.#seen.has(task.task_id)) return;
    this.#seen.add(task.task_id);
    const live = this.#folders.locate(task.task_id);
    if (live && rank(live.state) >= rank(state)) {
      this.#counts.kept += 1;
      return;
    }
    const isOpen = state !== 'completed';
    const entries = isOpen ? await entriesOf(task.task_id, auditSince(task)) : [];
    const returns = returning(state, task, {
      entries,
      liveWork: this.#liveWork.get(task.task_id),
      archivedWork: this.#archivedWork.get(task.task_id),
    });
    this.#counts[live ? 'changed' : 'added'] += 1;
    this.#note(task, returns);
    await this.#place(task, returns, file, live?.path);
  }

  #note(task: Task, { work, askAgain, unknown }: ReturningTask): void {
    if (work) this.#journal.push(journalLines(task.task_id, work));
    if (askAgain) this.#askedAgain.push(task.task_id);
    if (unknown) this.#counts.unknown += 1;
  }

  async #place(
    task: Task,
    returns: ReturningTask,
    file: StagedFile,
    livePath: string | undefined,
  ): Promise<void> {
    const { files, work, queue } = this.#input;
    const target = join(queue[returns.state], taskFileName(task.task_id));
    let staged = stagedPath(work, file.path);
    let { sha256 } = file;
    if (returns.task) {
      const content = serializeTask(returns.task);
      this.#counts.ready += 1;
      staged = join(work, 'new', 'ready', 'queue', String(this.#counts.ready));
      await files.ensureFolder(join(work, 'new', 'ready', 'queue'));
      await files.write(staged, content, { folder: 'never' });
      sha256 = hash('sha256', content, 'hex');
    }
    if (livePath !== undefined && livePath !== target)
      this.#steps.push({
        kind: 'replace',
        part: 'queue',
        live: livePath,
        staged: null,
        kept: this.#places.next(),
        sha256: null,
      });
    const kept = livePath === target ? this.#places.next() : null;
    this.#steps.push({ kind: 'replace', part: 'queue', live: target, staged, kept, sha256 });
    if (returns.state !== 'completed') this.#placeText(task.task_id);
  }

  /** The full text of a task whose file holds only its beginning. */
  #placeText(taskId: string): void {
    const { files, work, queue, staged } = this.#input;
    const text = staged.find(({ path }) => path === `${textsPrefix}${taskId}.txt`);
    const live = join(queue.texts, `${taskId}.txt`);
    if (text === undefined || files.exists(live)) return;
    const { path, sha256 } = text;
    this.#steps.push({
      kind: 'replace',
      part: 'queue',
      live,
      staged: stagedPath(work, path),
      kept: null,
      sha256,
    });
  }

  async #extendJournal(): Promise<void> {
    const { files, work, effectsFile } = this.#input;
    const live = files.readText(effectsFile);
    const content = wholeLines(live) + this.#journal.join('');
    const staged = join(work, 'new', 'ready', 'effects.jsonl');
    await files.ensureFolder(join(work, 'new', 'ready'));
    await files.write(staged, content);
    const kept = live === undefined ? null : this.#places.next();
    const sha256 = hash('sha256', content, 'hex');
    this.#steps.push({ kind: 'replace', part: 'queue', live: effectsFile, staged, kept, sha256 });
  }

  #notes(): string[] {
    const { unknown, unusable } = this.#counts;
    const asked = this.#askedAgain.length - unknown;
    return [
      ...(asked > 0 ? [`Void in the archive and asked again: ${count(asked, 'approval')}`] : []),
      ...(unknown > 0
        ? [`Waiting for your answer, because nobody knows what was done: ${count(unknown, 'task')}`]
        : []),
      ...(unusable > 0
        ? [`Left in the archive, because nobody can understand it: ${count(unusable, 'task file')}`]
        : []),
    ];
  }
}

function rank(state: TaskState): number {
  return taskStates.indexOf(state);
}

/** Without a last line that was never acknowledged. */
function wholeLines(text: string | undefined): string {
  return text?.slice(0, text.lastIndexOf('\n') + 1) ?? '';
}
