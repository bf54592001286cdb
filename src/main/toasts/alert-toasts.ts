import type { EmployeeEvent } from '../../shared/events.ts';
import type { Place } from '../../shared/shell.ts';
import type { CurrentWords } from '../words/index.ts';
import type { ToastBoard } from './board.ts';
import { alertsToast, alertToast } from './compose.ts';
import { Pace } from './pace.ts';
import { Telling, type TellingDependencies } from './telling.ts';

export type Alert = Extract<EmployeeEvent, { kind: 'alert' }>;

/** A night's worth; of more, the number matters no longer. */
const mostKept = 1_000;

export interface AlertToastsDependencies extends TellingDependencies {
  readonly board: ToastBoard;
  readonly words: CurrentWords;
  readonly open: (place: Place) => void;
  /** Whether a request of that task waits: it says the same better, and can be answered. */
  readonly waits: (taskId: string) => boolean;
}

/** Alerts as toasts: one each, one for all when there are many. */
export class AlertToasts {
  readonly #dependencies: AlertToastsDependencies;
  readonly #pace = new Pace();
  readonly #telling: Telling;
  #kept: Alert[] = [];
  #raised = 0;

  constructor(dependencies: AlertToastsDependencies) {
    this.#dependencies = dependencies;
    this.#telling = new Telling(dependencies, (nowMs) => this.#tell(nowMs));
  }

  add(alert: Alert): void {
    if (this.#kept.length < mostKept) this.#kept.push(alert);
    this.#telling.soon(this.#pace.gatherMs(this.#dependencies.clock.now()));
  }

  stop(): void {
    this.#telling.stop();
  }

  #tell(nowMs: number): void {
    const { board, open, waits, words } = this.#dependencies;
    const told = this.#kept.filter(({ task_id: id }) => id === null || !waits(id));
    this.#kept = [];
    if (told.length === 0) return;
    if (this.#pace.groups(told.length, nowMs)) {
      board.raise('alerts', alertsToast(told.length, words()), () => open({ view: 'health', id: null }));
    } else for (const alert of told) this.#raise(alert);
  }

  #raise({ message, task_id: id }: Alert): void {
    const { board, open, words } = this.#dependencies;
    this.#raised += 1;
    board.raise(`alert ${this.#raised}`, alertToast(message, board.limits, words()), () =>
      open(id === null ? { view: 'health', id } : { view: 'tasks', id }),
    );
  }
}
