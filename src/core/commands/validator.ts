import { join, parse } from 'node:path';
import type { CommandResult } from '../../shared/api.ts';
import { EmployeeError } from '../../shared/errors.ts';
import type { Task } from '../../shared/task.ts';
import type { AuditTrail } from '../audit/index.ts';
import { type Clock, timestamp } from '../clock/index.ts';
import type { Files } from '../files/index.ts';

const timeoutMs = 30_000;

export interface ValidatorDependencies {
  readonly files: Files;
  readonly clock: Clock;
  readonly trail: AuditTrail;
  readonly inbox: () => string;
  /** Why a dropped file would not be worked on now; `undefined` when it would. */
  readonly obstacle: () => string | undefined;
}

/** The post-startup check: drops a file like a person would, and follows it to its completion. */
export class Validator {
  readonly #dependencies: ValidatorDependencies;
  readonly #waiting = new Map<string, (task: Task) => void>();

  constructor(dependencies: ValidatorDependencies) {
    this.#dependencies = dependencies;
  }

  /** Whether a task is the validation's own: it is planned locally and never costs a model call. */
  owns(task: Task): boolean {
    return this.#waiting.has(task.context?.file_name ?? '');
  }

  /** Whether a waiting task is that of a running validation, by its id: cheap while none runs. */
  awaits(taskId: string): boolean {
    for (const fileName of this.#waiting.keys())
      if (taskId.includes(`-${parse(fileName).name}-`)) return true;
    return false;
  }

  /** Told of every finished task. */
  finished(task: Task): void {
    this.#waiting.get(task.context?.file_name ?? '')?.(task);
  }

  async run(signal?: AbortSignal): Promise<CommandResult<'validate'>> {
    const { files, clock, trail, inbox, obstacle } = this.#dependencies;
    const why = obstacle();
    if (why)
      throw new EmployeeError('not_running', {
        what: 'cannot validate',
        why,
        hint: 'Start it with: employee run',
      });
    const fileName = `health_check_${timestamp(clock).replace(/[-:.]/g, '')}.txt`;
    const path = join(inbox(), fileName);
    const startedMs = clock.now();
    let task: Task | undefined;
    try {
      task = await new Promise<Task | undefined>((resolve, reject) => {
        const timer = clock.after(timeoutMs, () => resolve(undefined));
        const abort = () => reject(signal?.reason);
        signal?.addEventListener('abort', abort, { once: true });
        this.#waiting.set(fileName, (finished) => {
          timer.cancel();
          signal?.removeEventListener('abort', abort);
          resolve(finished);
        });
        files.create(path, 'System health check\n').catch(reject);
      });
    } finally {
      this.#waiting.delete(fileName);
    }
    const durationMs = clock.now() - startedMs;
    const passed = task?.status === 'completed';
    // The employee dropped it, so the employee clears it away.
    if (task) await files.remove(path);
    trail.record({
      action: passed ? 'validation_passed' : 'validation_failed',
      taskId: task?.task_id ?? null,
      result: passed ? 'success' : 'failure',
      details: { file_name: fileName, duration_ms: durationMs },
    });
    await trail.commit();
    return {
      passed,
      task_id: task?.task_id ?? null,
      duration_ms: durationMs,
      audit: task ? await trail.findByTask(task.task_id) : [],
      message: passed
        ? `A dropped file was completed in ${durationMs} ms`
        : task
          ? `The dropped file ended as ${task.status}: ${task.result}`
          : `The dropped file was not completed within ${timeoutMs / 1_000} s`,
    };
  }
}
