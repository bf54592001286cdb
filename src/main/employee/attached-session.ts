import type { Clock, Timer } from '../../core/clock/index.ts';
import type { ApprovalSummary } from '../../shared/api.ts';
import type { Status } from '../../shared/status.ts';
import type { RemoteEmployee, Session, SessionEnd, ShellEvent } from './session.ts';
import { TrailNews } from './trail-news.ts';

const pollMs = 1_000;
/** A list as long as this is asked for only when the status says that something changed. */
const longList = 200;

/**
 * The employee of another process, followed by asking once a second. It has no events: what changed is told by
 * comparing with what was there before.
 */
export class AttachedSession implements Session {
  readonly where: { readonly state: 'attached'; readonly pid: number };
  readonly api: RemoteEmployee;
  readonly workspace: Session['workspace'];
  readonly problems = [];
  readonly ended: Promise<SessionEnd>;
  readonly #clock: Clock;
  readonly #heard: (event: ShellEvent) => void;
  #timer: Timer | undefined;
  #closed = false;
  #seen: string | undefined;
  #waiting: ReadonlyMap<string, ApprovalSummary> = new Map();
  readonly #news: TrailNews;

  private constructor(
    remote: RemoteEmployee,
    status: Status,
    clock: Clock,
    heard: (event: ShellEvent) => void,
  ) {
    this.api = remote;
    this.where = { state: 'attached', pid: status.pid ?? 0 };
    this.workspace = { root: status.workspace, kind: 'existing', trusted: status.trusted };
    this.#clock = clock;
    this.#heard = heard;
    this.#news = new TrailNews(remote, status.audit_head.seq);
    this.ended = remote.closed.then(() => {
      this.#closed = true;
      this.#timer?.cancel();
      return { kind: 'hung_up' };
    });
  }

  static async begin(
    remote: RemoteEmployee,
    clock: Clock,
    heard: (event: ShellEvent) => void,
  ): Promise<AttachedSession> {
    try {
      const status = await remote.call('status', {});
      const session = new AttachedSession(remote, status, clock, heard);
      await session.#tell(status);
      session.#arm();
      return session;
    } catch (error) {
      remote.close();
      throw error;
    }
  }

  /** Leaves the employee of the other process as it is. */
  async stop(): Promise<void> {
    this.#closed = true;
    this.#timer?.cancel();
    this.api.close();
  }

  resumed(): void {
    // The other process notices for itself.
  }

  reportTrouble(): void {
    // The troubles of this shell are not those of the other process.
  }

  #arm(): void {
    this.#timer = this.#clock.after(pollMs, async () => {
      try {
        await this.#tell(await this.api.call('status', {}));
      } catch {
        // It hangs up when it ends; anything else is asked again.
      }
      if (!this.#closed) this.#arm();
    });
  }

  async #tell(status: Status): Promise<void> {
    this.#heard({ kind: 'status', status });
    const { uptime_s: _uptime, ...rest } = status;
    const seen = JSON.stringify(rest);
    const isChanged = seen !== this.#seen;
    // That a decision was made which can still be taken back changes no count.
    const mayBeDecided = this.#waiting.size > 0 && this.#waiting.size < longList;
    if (!isChanged && !mayBeDecided) return;
    const waiting = await this.api.call('approvals.list', { arguments: false });
    this.#tellApprovals(new Map(waiting.map((approval) => [approval.task_id, approval])));
    for (const event of await this.#news.until(status.audit_head.seq, this.#waiting)) this.#heard(event);
    this.#seen = seen;
    if (isChanged) this.#heard({ kind: 'anything' });
  }

  #tellApprovals(waiting: ReadonlyMap<string, ApprovalSummary>): void {
    const before = this.#waiting;
    this.#waiting = waiting;
    for (const [taskId, approval] of waiting) {
      const former = before.get(taskId);
      if (former?.approval_sha256 !== approval.approval_sha256) {
        this.#heard({ kind: 'approval_requested', approval });
      } else if (former.deciding?.until !== approval.deciding?.until) {
        this.#heard({ kind: 'approval_changed', task_id: taskId, open: true });
      }
    }
    for (const taskId of before.keys()) {
      if (!waiting.has(taskId)) this.#heard({ kind: 'approval_changed', task_id: taskId, open: false });
    }
  }
}
