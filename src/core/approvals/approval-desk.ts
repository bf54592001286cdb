import type { ApprovalRequest } from '../../shared/approval.ts';
import type { AuditEntry } from '../../shared/audit.ts';
import type { Task } from '../../shared/task.ts';
import { type AuditTrail, auditSince } from '../audit/index.ts';
import { timestamp } from '../clock/index.ts';
import { actionOfDecision, type Decision, type DecisionKind, type Outcome } from './decision.ts';
import { readDecision, type Verdict } from './decision-files.ts';
import { DecisionWatch } from './decision-watch.ts';
import { type Deciding, DeferredDecisions } from './deferred-decisions.ts';
import { MilestoneTimer } from './milestone-timer.ts';
import {
  type ApprovalQuestion,
  askingRules,
  buildRequest,
  currentDigest,
  type DefinitionDigest,
} from './request.ts';
import { RequestFiles, type RequestFilesDependencies } from './request-files.ts';
import { requestEntries, requestHistory } from './request-history.ts';
import { type ApprovalTimes, lifetimeMs, type Milestone } from './schedule.ts';
import { lookAgain, notWaiting, noUnknownOutcome, taskGone } from './undecidable.ts';

/** After a failing disk kept a decision from being followed. */
const lookAgainMs = 1_000;

export interface ApprovalDeskDependencies extends RequestFilesDependencies {
  readonly trail: AuditTrail;
  readonly times: () => ApprovalTimes;
  readonly definitionDigest: DefinitionDigest;
  /** Why no answer about a task can be followed, its file being gone; `undefined` while it waits. */
  readonly whyGone: (taskId: string) => string | undefined;
  /** Told of file names that stand for a request which is not open. */
  readonly stray: (name: string) => Promise<void>;
  /** Receives each decision once it is signed and on the disk. */
  readonly decided: (decision: Decision) => void;
  readonly reminded: (request: ApprovalRequest, milestone: 'reminder' | 'alert') => void;
  /** Told of each request once it is signed and shown, also of one raised again. */
  readonly requested: (request: ApprovalRequest) => void;
  /** Told when a request is closed, and while it is open when a decision begins to wait or is taken back. */
  readonly changed: (taskId: string, open: boolean) => void;
  readonly failed: (error: unknown) => void;
}

/** From which surface a decision came, for the trail. */
type Surface = 'file' | 'api';

interface Answer {
  readonly kind: DecisionKind;
  readonly text?: string | undefined;
}

/** A decision as a person gives it at the window or the command line. */
export interface AskedDecision {
  readonly verdict: Verdict;
  /** Beginning of the digest of the request that was shown. */
  readonly sha?: string | undefined;
  readonly text?: string | undefined;
  /** With `rejected`: it is planned again, and `text` says what should be different. */
  readonly revise?: boolean;
}

interface OpenRequest {
  /** Recorded, but not acknowledged by the disk yet: it counts, and is not recorded twice. */
  recorded?: { readonly answer: Answer; readonly surface: Surface };
  readonly request: ApprovalRequest;
  readonly reached: Set<Milestone>;
  settling: Promise<Settlement>;
}

type Settlement =
  | { readonly kind: 'undecided' }
  | { readonly kind: 'decided'; readonly decision: DecisionKind }
  | { readonly kind: 'gone'; readonly why: string }
  | { readonly kind: 'raised_again'; readonly why: string };

/**
 * Open requests and the decisions about them. The truth of a request is its signed `hitl_approval_requested` entry; the file
 * is a view of it. A decision counts once: it is signed before anything acts on it, and the request closes.
 */
export class ApprovalDesk {
  readonly #dependencies: ApprovalDeskDependencies;
  readonly #open = new Map<string, OpenRequest>();
  readonly #view: RequestFiles;
  readonly #watch: DecisionWatch;
  readonly #milestones: MilestoneTimer<OpenRequest>;
  readonly #deferred: DeferredDecisions;

  constructor(dependencies: ApprovalDeskDependencies) {
    this.#dependencies = dependencies;
    this.#view = new RequestFiles(dependencies);
    this.#watch = new DecisionWatch({
      ...dependencies,
      open: this.#open,
      look: (taskId) => this.#look(taskId),
    });
    this.#milestones = new MilestoneTimer({
      ...dependencies,
      open: () => this.#open.values(),
      due: (open, milestone) => this.#reach(open, milestone),
    });
    this.#deferred = new DeferredDecisions({
      ...dependencies,
      changed: (taskId) => dependencies.changed(taskId, this.#open.has(taskId)),
    });
  }

  /** Starts to notice decisions made by renaming, and the passing of time. */
  start(): void {
    this.#watch.start();
    this.#milestones.start();
  }

  /** A decision that can still be taken back is not followed any more (see `followDeferred`): its request waits on. */
  stop(): void {
    this.#watch.stop();
    this.#milestones.stop();
    this.#deferred.dropAll();
  }

  /** Compares folder and clock with the open requests, in case the system told nothing. */
  reconcile(): void {
    this.#milestones.arm();
    this.#watch.reconcile();
    for (const taskId of this.#open.keys()) if (!this.#view.isShown(taskId)) this.#watch.look(taskId);
  }

  get requests(): readonly ApprovalRequest[] {
    return [...this.#open.values()].map(({ request }) => request);
  }

  get(taskId: string): ApprovalRequest | undefined {
    return this.#open.get(taskId)?.request;
  }

  /** Signs a request and shows it as a file. Resolves when both are on the disk. */
  async raise(question: ApprovalQuestion): Promise<ApprovalRequest> {
    const { clock, random, trail, definitionDigest, times } = this.#dependencies;
    const createdMs = clock.now();
    const request = buildRequest(
      question,
      {
        createdAt: timestamp(clock),
        expiresAt: new Date(createdMs + lifetimeMs(question.approvalType, times())).toISOString(),
        nonce: random.hex(16),
      },
      definitionDigest,
    );
    trail.record({ action: 'hitl_approval_requested', taskId: question.taskId, details: { request } });
    await trail.commit();
    await this.#view.setAside(question.taskId);
    await this.#view.show(request);
    this.#remember(request, new Set());
    this.#dependencies.requested(request);
    return request;
  }

  /**
   * Takes up a request that was open at the last stop, from the trail. `undefined` when none was signed for the task;
   * a decision signed before the stop is delivered again, because nobody acted on it yet.
   */
  async reopen(task: Task): Promise<ApprovalRequest | undefined> {
    return this.#reopen(
      task.task_id,
      await this.#dependencies.trail.findByTask(task.task_id, undefined, auditSince(task)),
    );
  }

  /** Takes up many requests with one look at the trail. Returns the tasks for which none was signed. */
  async reopenAll(tasks: readonly Task[]): Promise<readonly Task[]> {
    const byTask = await requestEntries(this.#dependencies.trail, tasks);
    const unsigned: Task[] = [];
    for (const task of tasks) {
      if ((await this.#reopen(task.task_id, byTask.get(task.task_id) ?? [])) === undefined)
        unsigned.push(task);
    }
    return unsigned;
  }

  async #reopen(taskId: string, entries: readonly AuditEntry[]): Promise<ApprovalRequest | undefined> {
    const history = requestHistory(entries);
    if (history === undefined) return undefined;
    const { request, decision, reached } = history;
    if (decision) {
      this.#dependencies.decided(decision);
      return request;
    }
    if (!this.#view.isShown(taskId) && !this.#view.isDecided(taskId)) await this.#view.show(request);
    this.#remember(request, new Set(reached));
    if (this.#dependencies.whyGone(taskId) !== undefined) await this.#look(taskId);
    return request;
  }

  /** Decides for a person at the window or the command line, who saw the request with this digest. */
  async decide(taskId: string, decision: AskedDecision): Promise<DecisionKind> {
    const open = await this.#settled(taskId, decision.sha);
    const settlement = await this.#settle(taskId, open, {
      kind: decision.revise ? 'revised' : decision.verdict,
      text: decision.text,
    });
    if (settlement.kind === 'decided') return settlement.decision;
    if (settlement.kind === 'gone') throw taskGone(taskId, settlement.why);
    throw lookAgain(
      taskId,
      settlement.kind === 'raised_again' ? settlement.why : 'the request is still open',
    );
  }

  /** Like `decide`, after `delayMs` in which `undo` takes it back. Any other decision meanwhile, made anywhere, wins. */
  async decideLater(taskId: string, decision: AskedDecision, delayMs: number): Promise<void> {
    const { request } = await this.#settled(taskId, decision.sha);
    // Bound to the very request that is open now, whatever part of its digest was sent.
    const follow = () => this.decide(taskId, { ...decision, sha: request.approval_sha256 });
    this.#deferred.defer(taskId, decision.verdict, delayMs, follow);
  }

  /** Takes back a decision that still waits; whether there was one. */
  undo(taskId: string): boolean {
    return this.#deferred.undo(taskId);
  }

  /** The decision about a task's request that can still be taken back. */
  deciding(taskId: string): Deciding | null {
    return this.#deferred.of(taskId);
  }

  /** Follows at once every decision that could still be taken back. */
  followDeferred(): Promise<void> {
    return this.#deferred.followAll();
  }

  /** Settles an unknown outcome: a person says whether the call happened. */
  async resolve(taskId: string, outcome: Outcome): Promise<void> {
    const open = this.#open.get(taskId);
    if (open?.request.approval_type !== 'outcome_unknown') throw noUnknownOutcome(taskId);
    await open.settling;
    if (this.#open.get(taskId) !== open) throw notWaiting(taskId);
    const looked = await this.#settle(taskId, open);
    if (looked.kind === 'gone') throw taskGone(taskId, looked.why);
    await this.#close(open, { kind: outcome }, 'api');
  }

  /** Closes a request that its task outlived (cancelled, settled otherwise); its files go to the archive. */
  async close(taskId: string): Promise<void> {
    this.#shut(taskId);
    await this.#view.setAside(taskId);
    this.#milestones.arm();
  }

  /** The open request, once what is being decided about it is settled. Throws `not_found`, and `conflict` for another digest. */
  async #settled(taskId: string, sha: string | undefined): Promise<OpenRequest> {
    const open = this.#open.get(taskId);
    if (open === undefined) throw notWaiting(taskId);
    await open.settling;
    if (this.#open.get(taskId) !== open) throw notWaiting(taskId);
    if (sha === undefined || open.request.approval_sha256.startsWith(sha.toLowerCase())) return open;
    throw lookAgain(taskId, 'what is asked now is not what was shown');
  }

  #shut(taskId: string): void {
    this.#deferred.drop(taskId);
    if (this.#open.delete(taskId)) this.#dependencies.changed(taskId, false);
  }

  #remember(request: ApprovalRequest, reached: Set<Milestone>): void {
    // What waited to be followed was about the request before this one.
    this.#deferred.drop(request.task_id);
    const settling = Promise.resolve<Settlement>({ kind: 'undecided' });
    this.#open.set(request.task_id, { request, reached, settling });
    // Someone may have decided in the moment between the file and this line, when nothing was open to be noticed.
    this.#watch.look(request.task_id);
    this.#milestones.arm();
  }

  async #look(taskId: string): Promise<void> {
    const open = this.#open.get(taskId);
    if (open) await this.#settle(taskId, open);
  }

  /** One settlement at a time for each request: the first valid decision wins. */
  #settle(taskId: string, open: OpenRequest, asked?: Answer): Promise<Settlement> {
    open.settling = open.settling
      .catch(() => undefined)
      .then(() => (this.#open.get(taskId) === open ? this.#settleNow(open, asked) : { kind: 'undecided' }));
    // Also for an answer given through the api: it may be recorded, but not acknowledged by the disk yet.
    open.settling.catch(() => this.#watch.look(taskId, lookAgainMs));
    return open.settling;
  }

  async #settleNow(open: OpenRequest, asked: Answer | undefined): Promise<Settlement> {
    const { request } = open;
    const { files, folder, clock } = this.#dependencies;
    if (open.recorded) return this.#close(open, open.recorded.answer, open.recorded.surface);
    const gone = this.#dependencies.whyGone(request.task_id);
    if (gone !== undefined) {
      await this.#close(open, { kind: 'void', text: gone }, 'file');
      return { kind: 'gone', why: gone };
    }
    const found = readDecision(files, folder, request);
    if (found.kind === 'invalid') return this.#raiseAgain(open, found.why);
    const answer: Answer | undefined =
      found.kind === 'decided'
        ? { kind: found.changes ? 'revised' : found.verdict, text: found.changes ?? found.reason }
        : asked;
    if (answer === undefined) {
      // The file is a view of the signed entry: one that was removed is shown again.
      if (!this.#view.isShown(request.task_id)) await this.#view.show(request);
      return { kind: 'undecided' };
    }
    if (request.approval_type === 'outcome_unknown') {
      return this.#raiseAgain(
        open,
        'an unknown outcome is settled by saying what happened, not by approving',
      );
    }
    if (clock.now() >= Date.parse(request.expires_at)) return this.#close(open, { kind: 'expired' }, 'file');
    if (
      answer.kind === 'approved' &&
      currentDigest(request, this.#dependencies.definitionDigest) !== request.approval_sha256
    ) {
      return this.#raiseAgain(open, 'a tool was changed after it was shown');
    }
    return this.#close(open, answer, found.kind === 'decided' ? 'file' : 'api');
  }

  async #close(open: OpenRequest, answer: Answer, surface: Surface): Promise<Settlement> {
    const { trail, failed, decided } = this.#dependencies;
    const { request } = open;
    if (open.recorded === undefined) {
      trail.record({
        action: actionOfDecision[answer.kind],
        taskId: request.task_id,
        details: {
          approval_sha256: request.approval_sha256,
          decision: answer.kind,
          via: surface,
          text: answer.text,
        },
      });
      open.recorded = { answer, surface };
    }
    await trail.commit();
    this.#shut(request.task_id);
    if (surface === 'api' && (answer.kind === 'approved' || answer.kind === 'rejected')) {
      // Only a view: the decision is signed, and counts without it.
      await this.#view.showDecision(request.task_id, answer.kind).catch(failed);
    }
    decided({ kind: answer.kind, request, text: answer.text });
    this.#milestones.arm();
    return { kind: 'decided', decision: answer.kind };
  }

  async #raiseAgain(open: OpenRequest, why: string): Promise<Settlement> {
    const { request } = open;
    this.#dependencies.trail.record({
      action: 'hitl_approval_invalid',
      taskId: request.task_id,
      result: 'failure',
      details: { approval_sha256: request.approval_sha256 },
      error: why,
    });
    await this.raise({
      taskId: request.task_id,
      approvalType: request.approval_type,
      urgency: request.urgency,
      reason: `Asked again, because ${why}. ${request.reason.replace(/^Asked again, because [^.]*\. /, '')}`,
      rules: askingRules(request),
      actions: request.actions,
      confidence: request.ai_confidence,
      recommendation: request.recommendation,
    });
    return { kind: 'raised_again', why };
  }

  async #reach(open: OpenRequest, milestone: Milestone): Promise<void> {
    const { trail, reminded } = this.#dependencies;
    const { request } = open;
    if (milestone === 'expiry') {
      await this.#settle(request.task_id, open, { kind: 'expired' });
      return;
    }
    open.reached.add(milestone);
    trail.record({
      action: 'hitl_approval_reminded',
      taskId: request.task_id,
      details: { milestone, expires_at: request.expires_at },
    });
    // Told first: a disk that fails must not keep a person from hearing of it.
    reminded(request, milestone);
    await trail.commit();
  }
}
