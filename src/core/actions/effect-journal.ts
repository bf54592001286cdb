import { z } from 'zod';
import { readJson } from '../../shared/json.ts';
import { type Plan, planSchema } from '../../shared/plan.ts';
import { type TaskAction, taskActionSchema } from '../../shared/task.ts';
import type { AppendLog, Files } from '../files/index.ts';

/** Above this size the journal is rewritten with the open tasks only. */
const compactAboveBytes = 4 * 1024 * 1024;

const intentSchema = z.strictObject({
  kind: z.literal('intent'),
  task: z.string(),
  plan: planSchema,
  actions: z.array(taskActionSchema),
  /** Definition hash of each action's tool, in order. */
  definitions: z.array(z.string()),
});
const outcomeSchema = z.strictObject({
  kind: z.literal('outcome'),
  task: z.string(),
  action: z.string(),
  status: taskActionSchema.shape.status,
  result: z.string(),
});
const dispatchSchema = z.strictObject({ kind: z.literal('dispatch'), task: z.string(), action: z.string() });
const closedSchema = z.strictObject({ kind: z.literal('closed'), task: z.string() });
const lineSchema = z.discriminatedUnion('kind', [intentSchema, dispatchSchema, outcomeSchema, closedSchema]);

/** What the journal knows of a task whose effects may have begun. */
export interface JournaledWork {
  readonly plan: Plan;
  readonly actions: readonly TaskAction[];
  readonly definitions: readonly string[];
  /** Ids of calls that may have left and have no outcome. */
  readonly dispatched: readonly string[];
}

/**
 * Write-ahead journal of effects: the intent of every call is on the disk before the call leaves, so that after a crash the
 * employee knows exactly which calls may have happened. The action's id is its idempotency key.
 */
export class EffectJournal {
  readonly #log: AppendLog;
  readonly #open: Map<string, JournaledWork>;

  private constructor(log: AppendLog, open: Map<string, JournaledWork>) {
    this.#log = log;
    this.#open = open;
  }

  static async open(files: Files, path: string): Promise<EffectJournal> {
    const text = files.readText(path) ?? '';
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const open = readJournal(whole);
    if (text.length > compactAboveBytes) {
      await files.write(path, [...open].map(([task, work]) => journalLines(task, work)).join(''));
      return new EffectJournal(files.openLog(path), open);
    }
    const log = files.openLog(path);
    const wholeBytes = Buffer.byteLength(whole);
    // A torn last line was never acknowledged, so no effect followed it.
    if (log.sizeBytes > wholeBytes) await log.cut(wholeBytes);
    return new EffectJournal(log, open);
  }

  /** Tasks with intents that are not closed. */
  get openTasks(): readonly string[] {
    return [...this.#open.keys()];
  }

  get(taskId: string): JournaledWork | undefined {
    return this.#open.get(taskId);
  }

  /** Resolves once the intent of these actions is on the disk. */
  async intend(taskId: string, work: Omit<JournaledWork, 'dispatched'>): Promise<void> {
    this.#open.set(taskId, { ...work, dispatched: [] });
    this.#log.append(Buffer.from(line({ kind: 'intent', task: taskId, ...writable(work) })));
    await this.#log.commit();
  }

  /** Resolves once it is on the disk that this call leaves now: for calls that must not be made twice. */
  async dispatch(taskId: string, actionId: string): Promise<void> {
    const work = this.#open.get(taskId);
    if (work) this.#open.set(taskId, { ...work, dispatched: [...work.dispatched, actionId] });
    this.#log.append(Buffer.from(line({ kind: 'dispatch', task: taskId, action: actionId })));
    await this.#log.commit();
  }

  /**
   * Notes what came of a call. Durable at once only when asked: the outcome of an idempotent call may be lost, because
   * making the call again changes nothing.
   */
  async settle(taskId: string, action: TaskAction, durable: boolean): Promise<void> {
    const work = this.#open.get(taskId);
    if (work) {
      const actions = work.actions.map((known) => (known.id === action.id ? action : known));
      this.#open.set(taskId, {
        ...work,
        actions,
        dispatched: work.dispatched.filter((id) => id !== action.id),
      });
    }
    const result = action.result ?? '';
    this.#log.append(
      Buffer.from(line({ kind: 'outcome', task: taskId, action: action.id, status: action.status, result })),
    );
    if (durable) await this.#log.commit();
  }

  /** The task is finished: its intents need no more attention. Written with the next commit. */
  forget(taskId: string): void {
    if (!this.#open.delete(taskId)) return;
    this.#log.append(Buffer.from(line({ kind: 'closed', task: taskId })));
  }

  close(): Promise<void> {
    return this.#log.close();
  }
}

/** Tasks with intents that are not closed, from the lines of a journal. */
export function readJournal(text: string): Map<string, JournaledWork> {
  const open = new Map<string, JournaledWork>();
  let isDamaged = false;
  for (const row of text.split('\n')) {
    if (row === '') continue;
    const entry = readJson(lineSchema, row);
    if (entry === undefined) {
      isDamaged = true;
      continue;
    }
    if (entry.kind === 'closed') open.delete(entry.task);
    if (entry.kind === 'intent') open.set(entry.task, { ...entry, dispatched: [] });
    const work = open.get(entry.task);
    if (work === undefined) continue;
    if (entry.kind === 'dispatch')
      open.set(entry.task, { ...work, dispatched: [...work.dispatched, entry.action] });
    if (entry.kind !== 'outcome') continue;
    const actions = work.actions.map((action) =>
      action.id === entry.action ? { ...action, status: entry.status, result: entry.result } : action,
    );
    open.set(entry.task, {
      ...work,
      actions,
      dispatched: work.dispatched.filter((id) => id !== entry.action),
    });
  }
  // The damaged line may have said that a call left: then nobody knows, and a person is asked.
  if (isDamaged) for (const [task, work] of open) open.set(task, { ...work, dispatched: unsettled(work) });
  return open;
}

function unsettled(work: JournaledWork): readonly string[] {
  return work.actions.filter(({ status }) => status === 'planned').map(({ id }) => id);
}

/** The lines that say the same of a task as all that were written about it. */
export function journalLines(task: string, work: JournaledWork): string {
  const dispatches = work.dispatched.map((action) => line({ kind: 'dispatch', task, action }));
  return line({ kind: 'intent', task, ...writable(work) }) + dispatches.join('');
}

function writable(work: Omit<JournaledWork, 'dispatched'>): {
  plan: Plan;
  actions: TaskAction[];
  definitions: string[];
} {
  return { plan: work.plan, actions: [...work.actions], definitions: [...work.definitions] };
}

function line(entry: z.infer<typeof lineSchema>): string {
  return `${JSON.stringify(entry)}\n`;
}
