import type { Api, ApprovalSummary } from '../../shared/api.ts';
import type { Place } from '../../shared/shell.ts';
import type { CurrentWords } from '../words/index.ts';
import type { ToastBoard } from './board.ts';
import { groupToast, type Milestone, requestToast } from './compose.ts';
import { Pace } from './pace.ts';
import { Telling, type TellingDependencies } from './telling.ts';
import type { Button } from './toast.ts';

export interface RequestToastsDependencies extends TellingDependencies {
  readonly api: Api;
  readonly board: ToastBoard;
  readonly words: CurrentWords;
  readonly open: (place: Place) => void;
}

/** What waits for a person, as toasts: one each, one for all when there are many or after a break. */
export class RequestToasts {
  readonly #dependencies: RequestToastsDependencies;
  readonly #pace = new Pace();
  readonly #telling: Telling;
  readonly #waiting = new Map<string, ApprovalSummary>();
  /** Tasks whose request is to be told, with the milestone it reached. */
  readonly #untold = new Map<string, Milestone | undefined>();
  #afterBreak = false;

  constructor(dependencies: RequestToastsDependencies) {
    this.#dependencies = dependencies;
    this.#telling = new Telling(dependencies, (nowMs, afterQuiet) => this.#tell(nowMs, afterQuiet));
  }

  /**
   * What waits now, after a start or a break. What was told before is not told again; what is still to be told may be
   * younger than the list and stays.
   */
  resume(waiting: readonly ApprovalSummary[]): void {
    const present = new Set([...waiting.map((approval) => approval.task_id), ...this.#untold.keys()]);
    for (const taskId of [...this.#waiting.keys()]) if (!present.has(taskId)) this.settled(taskId);
    for (const approval of waiting) {
      if (approval.deciding === null && !this.#isKnown(approval)) this.#announce(approval, undefined, 0);
      this.#waiting.set(approval.task_id, approval);
    }
    this.#afterBreak = this.#untold.size > 0;
  }

  requested(approval: ApprovalSummary): void {
    if (!this.#isKnown(approval)) this.#announce(approval, undefined, this.#gatherMs());
  }

  reminded(approval: ApprovalSummary, milestone: Milestone): void {
    this.#announce(approval, milestone, this.#gatherMs());
  }

  /** A person is at it elsewhere: the toast has served. */
  attended(taskId: string): void {
    this.#untold.delete(taskId);
    this.#dependencies.board.withdraw(requestKey(taskId));
  }

  /** It waits no longer. */
  settled(taskId: string): void {
    this.attended(taskId);
    this.#waiting.delete(taskId);
    if (this.#waiting.size === 0) this.#dependencies.board.withdraw(groupKey);
  }

  waits(taskId: string): boolean {
    return this.#waiting.has(taskId);
  }

  stop(): void {
    this.#telling.stop();
  }

  #isKnown(approval: ApprovalSummary): boolean {
    return this.#waiting.get(approval.task_id)?.approval_sha256 === approval.approval_sha256;
  }

  #announce(approval: ApprovalSummary, milestone: Milestone | undefined, delayMs: number): void {
    this.#waiting.set(approval.task_id, approval);
    this.#untold.set(approval.task_id, milestone);
    this.#telling.soon(delayMs);
  }

  #gatherMs(): number {
    return this.#pace.gatherMs(this.#dependencies.clock.now());
  }

  #tell(nowMs: number, afterQuiet: boolean): void {
    const told = [...this.#untold].flatMap(([taskId, milestone]) => {
      const approval = this.#waiting.get(taskId);
      return approval === undefined ? [] : [{ approval, milestone }];
    });
    const afterBreak = (this.#afterBreak || afterQuiet) && told.length > 1;
    this.#untold.clear();
    this.#afterBreak = false;
    if (told.length === 0) return;
    if (this.#pace.groups(told.length, nowMs) || afterBreak) this.#raiseGroup(nowMs);
    else for (const { approval, milestone } of told) this.#raise(approval, milestone, nowMs);
  }

  #raiseGroup(nowMs: number): void {
    const { board, open, words } = this.#dependencies;
    board.raise(groupKey, groupToast([...this.#waiting.values()], nowMs, words()), () =>
      open({ view: 'approvals', id: null }),
    );
  }

  #raise(approval: ApprovalSummary, milestone: Milestone | undefined, nowMs: number): void {
    const { board, words } = this.#dependencies;
    board.raise(
      requestKey(approval.task_id),
      requestToast(approval, milestone, nowMs, board.limits, words()),
      (choice) => void this.#follow(approval, choice),
    );
  }

  /** What the core refuses (stale, already decided, stopped) is for the person to look at. */
  async #follow(approval: ApprovalSummary, choice: Button | 'open'): Promise<void> {
    const { api, open } = this.#dependencies;
    const { task_id: id, approval_sha256: sha } = approval;
    try {
      if (choice === 'approve') await api.call('approvals.approve', { id, sha });
      else if (choice === 'reject') await api.call('approvals.reject', { id, sha });
      else open({ view: 'approvals', id });
    } catch {
      open({ view: 'approvals', id });
    }
  }
}

const groupKey = 'waiting';

function requestKey(taskId: string): string {
  return `request ${taskId}`;
}
