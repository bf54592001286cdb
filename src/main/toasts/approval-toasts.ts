import type { Clock } from '../../core/clock/index.ts';
import type { Api, ApprovalSummary } from '../../shared/api.ts';
import type { EmployeeEvent } from '../../shared/events.ts';
import type { DropResult } from '../../shared/ipc/shell-channels.ts';
import type { Place, Preferences } from '../../shared/shell.ts';
import type { CurrentWords } from '../words/index.ts';
import { AlertToasts } from './alert-toasts.ts';
import { ToastBoard } from './board.ts';
import { hiddenToast, notBackedUpToast, notTakenToast } from './compose.ts';
import { RequestToasts } from './request-toasts.ts';
import type { Notifier, Toast } from './toast.ts';

export interface ApprovalToastsDependencies {
  readonly api: Api;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly words: CurrentWords;
  /** Brings the window to the front, there. */
  readonly open: (place: Place) => void;
  readonly quietHours: () => Preferences['quietHours'];
  /** Told when toasts stop working (one sentence for a person) and when they work again (`undefined`). */
  readonly problem: (sentence: string | undefined) => void;
}

/**
 * Tells a person outside the window what waits, and takes the answer where one glance is enough: requests of one
 * low-risk action can be approved and rejected in their toast, all others are opened from it.
 *
 * A request is told once, and again at its reminders; more than three within moments are told in one toast; nothing
 * is raised in quiet hours. A toast that goes away by itself decides nothing.
 */
export class ApprovalToasts {
  readonly #board: ToastBoard;
  readonly #requests: RequestToasts;
  readonly #alerts: AlertToasts;
  readonly #open: (place: Place) => void;
  readonly #words: CurrentWords;

  constructor(dependencies: ApprovalToastsDependencies) {
    const { api, clock, open, quietHours, words } = dependencies;
    this.#open = open;
    this.#words = words;
    this.#board = new ToastBoard(dependencies);
    const common = { board: this.#board, clock, open, quietHours, words };
    this.#requests = new RequestToasts({ ...common, api });
    this.#alerts = new AlertToasts({ ...common, waits: (taskId) => this.#requests.waits(taskId) });
  }

  /** Begins, or begins anew after a break, with what waits now. */
  start(waiting: readonly ApprovalSummary[]): void {
    this.#requests.resume(waiting);
  }

  handle(event: EmployeeEvent): void {
    if (event.kind === 'approval_requested') this.#requests.requested(event.approval);
    else if (event.kind === 'approval_reminded') this.#requests.reminded(event.approval, event.milestone);
    else if (event.kind === 'alert') this.#alerts.add(event);
    else if (event.kind === 'approval_changed') {
      if (event.open) this.#requests.attended(event.task_id);
      else this.#requests.settled(event.task_id);
    }
  }

  /** Says that the employee goes on although its window was closed. */
  tellHidden(): void {
    this.#board.raise('hidden', hiddenToast(this.#words()), () => this.#open({ view: 'today', id: null }));
  }

  /**
   * Answers a person who handed over files, also in quiet hours. `unseen`: no toast can be shown, and it has to be
   * said in another way.
   */
  tellNotTaken(refused: DropResult['refused'], unseen: (toast: Toast) => void): void {
    if (refused.length === 0) return;
    const toast = notTakenToast(refused, this.#board.limits, this.#words());
    this.#board.raise(
      'not-taken',
      toast,
      () => this.#open({ view: 'today', id: null }),
      () => unseen(toast),
    );
  }

  /** Answers a person who asked for a backup, also in quiet hours. `unseen`: as above. */
  tellNotBackedUp(why: string, unseen: (toast: Toast) => void): void {
    const toast = notBackedUpToast(why, this.#board.limits, this.#words());
    this.#board.raise(
      'not-backed-up',
      toast,
      () => this.#open({ view: 'backups', id: null }),
      () => unseen(toast),
    );
  }

  /** Withdraws every toast; nothing is raised or decided after that. */
  async close(): Promise<void> {
    this.#requests.stop();
    this.#alerts.stop();
    await this.#board.close();
  }
}
