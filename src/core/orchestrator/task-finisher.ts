import type { Facts } from '../../shared/facts.ts';
import { type FinalStatus, finalStatuses, type Task } from '../../shared/task.ts';
import type { EffectJournal } from '../actions/index.ts';
import type { AuditTrail } from '../audit/index.ts';
import { type Clock, timestamp } from '../clock/index.ts';
import type { TaskQueue } from '../queue/index.ts';
import { checklistFor, type Skill } from '../reasoning/index.ts';
import type { TaskNote, TaskNotes } from '../vault/index.ts';
import { withHistory } from './history.ts';

export interface TaskFinisherDependencies {
  readonly clock: Clock;
  readonly queue: TaskQueue;
  readonly trail: AuditTrail;
  readonly journal: EffectJournal;
  readonly notes: TaskNotes;
  readonly facts: (task: Task) => Facts;
  readonly skills: () => readonly Skill[];
  /** Told after a task is durably finished. */
  readonly finished: (task: Task) => void;
}

/** How a task ends, in words for a person. */
export interface Ending {
  readonly status: FinalStatus;
  readonly result: string;
  readonly error?: string;
}

/**
 * Finishes tasks: the final content and the note are on the disk, then the one `task_completed` entry, then the move. After a
 * kill anywhere between, the entry decides: with it the task is finished, without it the work is taken up again.
 */
export class TaskFinisher {
  readonly #dependencies: TaskFinisherDependencies;

  constructor(dependencies: TaskFinisherDependencies) {
    this.#dependencies = dependencies;
  }

  async finish(task: Task, ending: Ending): Promise<void> {
    const at = timestamp(this.#dependencies.clock);
    const ended = withHistory(
      {
        ...task,
        status: ending.status,
        completed_at: at,
        result: ending.result,
        ...(ending.error ? { error: ending.error } : {}),
      },
      at,
      ending.status,
      ending.error,
    );
    const note = this.#compose(ended, ending.status);
    const final: Task = { ...ended, note: note.path };
    // The content fixes the time of the end, so that a repetition after a kill writes the same note.
    await this.#dependencies.queue.save(final);
    await this.#conclude(final, ending.status, note);
  }

  /** Finishes a task whose final content is saved: note, entry, move. */
  async conclude(final: Task): Promise<void> {
    const status = finalStatuses.find((known) => known === final.status) ?? 'completed';
    await this.#conclude(final, status, this.#compose(final, status));
  }

  async #conclude(final: Task, status: FinalStatus, note: TaskNote): Promise<void> {
    const { queue, trail, journal, notes } = this.#dependencies;
    const written = await notes.write(note);
    // A note of that name was a person's: theirs stays, ours lies beside it.
    if (written.path !== final.note) await queue.save({ ...final, note: written.path });
    trail.record({
      action: 'task_completed',
      taskId: final.task_id,
      result: status === 'failed' ? 'failure' : 'success',
      details: {
        status,
        result: final.result,
        file_name: final.context?.file_name,
        note: written.path,
        note_sha256: written.sha256,
      },
      error: typeof final.error === 'string' ? final.error : null,
    });
    journal.forget(final.task_id);
    await trail.commit();
    await this.complete({ ...final, note: written.path }, status);
  }

  /** Writes the note of a finished task once more. */
  async writeNoteAgain(task: Task): Promise<void> {
    const status = finalStatuses.find((known) => known === task.status) ?? 'completed';
    await this.#dependencies.notes.write(this.#compose(task, status));
  }

  /** The move alone, for a task whose entry is in the trail already. */
  async complete(task: Task, status: FinalStatus): Promise<void> {
    await this.#dependencies.queue.complete(task.task_id, status);
    this.#dependencies.finished(task);
  }

  #compose(task: Task, status: FinalStatus): TaskNote {
    const facts = this.#dependencies.facts(task);
    const checklist = checklistFor(facts, this.#dependencies.skills());
    return this.#dependencies.notes.compose({
      task,
      facts,
      checklist,
      finalStatus: status,
      result: task.result ?? status,
    });
  }
}
