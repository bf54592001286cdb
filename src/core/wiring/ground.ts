import { describeError } from '../../shared/errors.ts';
import { Gate } from '../clock/index.ts';
import type { EmployeeOptions } from '../employee-options.ts';
import type { EventStream } from '../event-stream.ts';
import type { HeldWorkspace } from '../open-workspace.ts';
import type { Stores } from '../stores.ts';

/** What the parts tell the employee that holds them. */
export interface Hooks {
  readonly events: EventStream;
  readonly changed: () => void;
  readonly startedAtMs: () => number | undefined;
  readonly requestStop: (how: 'graceful' | 'now') => void;
  readonly requestReopen: () => void;
  readonly signal: AbortSignal;
}

/** What every part stands on. */
export interface Ground {
  readonly options: EmployeeOptions;
  readonly held: HeldWorkspace;
  readonly stores: Stores;
  readonly hooks: Hooks;
  /** What new tasks pass; a backup holds it for its instant. */
  readonly intakeGate: Gate;
  /** Tells a person, on every surface and in the trail. `taskId`: the task it is about. */
  readonly alert: (text: string, taskId: string | null) => void;
  /** Work that nobody waits for went wrong. */
  readonly failed: (error: unknown) => void;
}

export function groundOf(
  options: EmployeeOptions,
  held: HeldWorkspace,
  stores: Stores,
  hooks: Hooks,
): Ground {
  const { trail, log, redactor } = stores;
  const failed = (error: unknown) =>
    log.orchestrator.error('background work failed', { error: describeError(error) });
  const alert = (text: string, taskId: string | null) => {
    const message = redactor.redact(text);
    trail.record({ action: 'human_alert', taskId, details: { message } });
    // Surfaces of other processes read it from the trail: it does not wait for what comes next.
    trail.commit().catch(failed);
    log.orchestrator.warn('alert', { message, task: taskId });
    hooks.events.emit({ kind: 'alert', message, task_id: taskId });
  };
  return { options, held, stores, hooks, intakeGate: new Gate(), alert, failed };
}
