import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { describeError, EmployeeError } from '../../shared/errors.ts';
import type { Plan, PlannedAction } from '../../shared/plan.ts';
import type { TaskAction } from '../../shared/task.ts';
import type { AuditTrail } from '../audit/index.ts';
import type { EffectJournal } from './effect-journal.ts';
import type { CallResult, Tool, ToolServer } from './tool-server.ts';

export interface ActionRunnerDependencies {
  readonly servers: readonly ToolServer[];
  readonly journal: EffectJournal;
  readonly trail: AuditTrail;
  /** Throws when this process does not hold the workspace any more. */
  readonly assertHeld: () => void;
  readonly dryRun: () => boolean;
  /** Why calls that leave the vault are stopped; `undefined` while they are not. */
  readonly outwardStopped: () => string | undefined;
}

/** How a task's actions ended. */
export type RunResult =
  | { readonly kind: 'done'; readonly actions: readonly TaskAction[] }
  | {
      readonly kind: 'failed';
      readonly actions: readonly TaskAction[];
      readonly reason: string;
      readonly transient: boolean;
    }
  | {
      readonly kind: 'outcome_unknown';
      readonly actions: readonly TaskAction[];
      readonly action: TaskAction;
    };

/**
 * Carries out the actions of a plan, in order, each at most once. The intent is on the disk before a call leaves;
 * a call that may have happened is never made again, unless making it twice changes nothing.
 */
export class ActionRunner {
  readonly #dependencies: ActionRunnerDependencies;

  constructor(dependencies: ActionRunnerDependencies) {
    this.#dependencies = dependencies;
  }

  get tools(): readonly Tool[] {
    return this.#dependencies.servers.flatMap(({ tools }) => tools);
  }

  tool(server: string, tool: string): Tool | undefined {
    return this.tools.find((known) => known.server === server && known.tool === tool);
  }

  /** A planned call with the arguments it would be carried out with. */
  prepared(action: PlannedAction): PlannedAction {
    const server = this.#dependencies.servers.find(({ name }) => name === action.server);
    const args = server?.prepare?.(action.tool, action.arguments);
    return args === undefined ? action : { ...action, arguments: { ...args } };
  }

  /** Hex SHA-256 of a tool's definition; `unknown` when there is no such tool. */
  definitionDigest(server: string, tool: string): string {
    const known = this.tool(server, tool);
    if (known === undefined) return 'unknown';
    return createHash('sha256')
      .update(canonicalize(known) ?? '')
      .digest('hex');
  }

  /** Runs what is still planned of `actions`; those done before stay as they are. */
  async run(
    taskId: string,
    plan: Plan,
    actions: readonly TaskAction[],
    signal: AbortSignal,
  ): Promise<RunResult> {
    if (actions.every(({ status }) => status === 'done')) return { kind: 'done', actions };
    await this.#dependencies.journal.intend(taskId, {
      plan,
      actions,
      definitions: actions.map(({ server, tool }) => this.definitionDigest(server, tool)),
    });
    if (actions.some((action) => !this.#isRepeatable(action))) await this.#dependencies.trail.commit();
    const results = [...actions];
    for (const [index, action] of actions.entries()) {
      if (action.status === 'done') continue;
      signal.throwIfAborted();
      this.#dependencies.assertHeld();
      const { settled, transient } = await this.#call(taskId, action, signal);
      results[index] = settled;
      if (settled.status === 'outcome_unknown')
        return { kind: 'outcome_unknown', actions: results, action: settled };
      if (settled.status === 'failed') {
        return { kind: 'failed', actions: results, reason: settled.result ?? 'the action failed', transient };
      }
    }
    return { kind: 'done', actions: results };
  }

  /**
   * After a crash: notes a call that left and never came back as of unknown outcome, durably. Answers with that
   * call (`isNew`), or else with one that was noted before.
   */
  async noteUnknownOutcome(
    taskId: string,
  ): Promise<{ readonly action: TaskAction; readonly isNew: boolean } | undefined> {
    const { journal } = this.#dependencies;
    const work = journal.get(taskId);
    const left = work?.actions.find(({ id }) => work.dispatched.includes(id));
    if (left) {
      const result = 'The employee stopped during the call';
      const action: TaskAction = { ...left, status: 'outcome_unknown', result };
      await journal.settle(taskId, action, true);
      return { action, isNew: true };
    }
    const known = work?.actions.find(({ status }) => status === 'outcome_unknown');
    return known && { action: known, isNew: false };
  }

  async #call(
    taskId: string,
    action: TaskAction,
    signal: AbortSignal,
  ): Promise<{ readonly settled: TaskAction; readonly transient: boolean }> {
    const { journal, trail, servers, dryRun } = this.#dependencies;
    const server = servers.find(({ name }) => name === action.server);
    const repeatable = this.#isRepeatable(action);
    let settled: TaskAction;
    let transient = false;
    if (!repeatable) await journal.dispatch(taskId, action.id);
    try {
      const stopped = action.server === 'vault' ? undefined : this.#dependencies.outwardStopped();
      const result = stopped
        ? outwardRefusal(stopped)
        : dryRun()
          ? dryRunResult
          : await call(server, action, signal);
      transient = !result.ok && result.transient === true;
      settled = result.ok
        ? { ...action, status: result === dryRunResult ? 'skipped' : 'done', result: result.summary }
        : { ...action, status: 'failed', result: result.reason };
    } catch (error) {
      // The disk failed, not the action: the work is taken up again once it can be written.
      if (repeatable && isDiskFailure(error)) throw error;
      transient = repeatable;
      settled = {
        ...action,
        status: repeatable ? 'failed' : 'outcome_unknown',
        result: describeError(error),
      };
    }
    await journal.settle(taskId, settled, !repeatable);
    trail.record({
      action: `mcp_action_${action.server}_${action.tool}`,
      taskId,
      result: hasFailed(settled) ? 'failure' : 'success',
      details: {
        action_id: action.id,
        arguments_sha256: createHash('sha256')
          .update(canonicalize(action.arguments) ?? '')
          .digest('hex'),
        result: settled.result,
        dry_run: settled.status === 'skipped',
      },
      error: hasFailed(settled) ? (settled.result ?? null) : null,
    });
    return { settled, transient };
  }

  #isRepeatable(action: TaskAction): boolean {
    const tool = this.tool(action.server, action.tool);
    return tool === undefined || tool.readOnly || tool.idempotent;
  }
}

function isDiskFailure(error: unknown): boolean {
  return error instanceof EmployeeError && (error.code === 'io' || error.code === 'no_space');
}

function outwardRefusal(why: string): CallResult {
  return { ok: false, reason: `nothing leaves while the audit trail is broken: ${why}` };
}

/** Not carried out, or nobody knows. */
function hasFailed({ status }: TaskAction): boolean {
  return status !== 'done' && status !== 'skipped';
}

const dryRunResult: CallResult = { ok: true, summary: 'Dry run: nothing was done' };

async function call(
  server: ToolServer | undefined,
  action: TaskAction,
  signal: AbortSignal,
): Promise<CallResult> {
  if (server === undefined || !server.tools.some(({ tool }) => tool === action.tool)) {
    return { ok: false, reason: `there is no tool ${action.server}.${action.tool}` };
  }
  return server.call(action.tool, action.arguments, { idempotencyKey: action.id, signal });
}
