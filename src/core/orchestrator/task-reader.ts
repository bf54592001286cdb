import type { Facts } from '../../shared/facts.ts';
import type { Task, TaskContext } from '../../shared/task.ts';
import type { Clock } from '../clock/index.ts';
import { extractFacts } from '../extraction/index.ts';
import type { TaskQueue } from '../queue/index.ts';
import { type Skill, triggersOf } from '../reasoning/index.ts';
import type { VaultContext } from '../vault/index.ts';

/** The text a task is about, and whether all of it is there (CONTRACT §2: beyond 1 MiB the task asks). */
export interface TaskText {
  readonly text: string;
  readonly complete: boolean;
}

export interface TaskReaderDependencies {
  readonly clock: Clock;
  readonly queue: TaskQueue;
  readonly vault: VaultContext;
}

/** Reads a task's text, and what it says by rules with the triggers of the vault's skills. */
export class TaskReader {
  readonly #dependencies: TaskReaderDependencies;
  /** Read once for each piece of work: planning, deciding and the note go by the same facts. */
  readonly #facts = new WeakMap<TaskContext, Facts>();
  readonly #triggers = new WeakMap<readonly Skill[], ReturnType<typeof triggersOf>>();

  constructor(dependencies: TaskReaderDependencies) {
    this.#dependencies = dependencies;
  }

  read(task: Task): { readonly text: TaskText; readonly facts: Facts } {
    const text = this.text(task);
    return { text, facts: this.#factsOf(task, text) };
  }

  text(task: Task): TaskText {
    const contents = task.context?.contents ?? '';
    if (task.context?.truncated !== true) return { text: contents, complete: true };
    const digest = task.context.text_sha256;
    const { texts } = this.#dependencies.queue;
    const full = typeof digest === 'string' ? texts.read(task.task_id, digest) : undefined;
    return full === undefined ? { text: contents, complete: false } : { text: full, complete: true };
  }

  #factsOf(task: Task, text: TaskText): Facts {
    const known = task.context && this.#facts.get(task.context);
    if (known) return known;
    const facts = extractFacts({
      text: text.text,
      fileName: task.context?.file_name ?? '',
      triggers: this.#triggersOf(this.#dependencies.vault.load().skills),
      now: this.#dependencies.clock.now(),
    });
    if (task.context) this.#facts.set(task.context, facts);
    return facts;
  }

  #triggersOf(skills: readonly Skill[]): ReturnType<typeof triggersOf> {
    const known = this.#triggers.get(skills) ?? triggersOf(skills);
    this.#triggers.set(skills, known);
    return known;
  }
}
