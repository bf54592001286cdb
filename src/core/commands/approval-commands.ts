import type { ApprovalSummary } from '../../shared/api.ts';
import type { ApprovalAction, ApprovalRequest } from '../../shared/approval.ts';
import { EmployeeError } from '../../shared/errors.ts';
import type { Task } from '../../shared/task.ts';
import { approvalSummary, askingRules, type DecisionKind } from '../approvals/index.ts';
import type { Handlers } from './handlers.ts';
import type { CommandServices } from './services.ts';
import { setAtPath } from './set-at-path.ts';

/** Decisions of a person at the command line or the window. */
export function approvalCommands(services: CommandServices) {
  const { desk, queue, reader, trail, gate } = services;

  function open(id: string): { readonly request: ApprovalRequest; readonly task: Task } {
    const request = desk.get(id);
    const found = queue.find(id);
    if (request === undefined || found === undefined) {
      throw new EmployeeError('not_found', {
        what: `cannot find a request of ${id}`,
        why: 'nothing of that task is waiting for you',
        hint: 'List what waits with: employee approvals list',
      });
    }
    return { request, task: found.task };
  }

  const summarize = (request: ApprovalRequest) => approvalSummary(request, desk.deciding(request.task_id));

  /** A command alone under the lock is over before anyone could take its decision back. */
  const canWait = (undoSeconds: number) => undoSeconds > 0 && services.status().running;

  return {
    'approvals.list': async ({ arguments: areWanted }) => {
      const list = desk.requests.map(summarize).sort((a, b) => (a.expires_at < b.expires_at ? -1 : 1));
      return areWanted ? list : list.map(withoutArguments);
    },

    'approvals.show': async ({ id }) => {
      const { request, task } = open(id);
      const { text, complete } = reader.text(task);
      return {
        request,
        task,
        summary: summarize(request),
        rules: askingRules(request).map((rule) => ({ ...rule })),
        text: complete && task.context?.contents !== undefined ? text : null,
      };
    },

    'approvals.approve': async ({ id, sha, undo_seconds }) => {
      if (canWait(undo_seconds)) {
        await desk.decideLater(id, { verdict: 'approved', sha }, undo_seconds * 1_000);
        return { message: `Approved ${id}; it can be taken back for ${undo_seconds} seconds` };
      }
      assertDecided(id, 'approved', await desk.decide(id, { verdict: 'approved', sha }));
      return { message: `Approved ${id}` };
    },

    'approvals.reject': async ({ id, sha, reason, undo_seconds }) => {
      if (canWait(undo_seconds)) {
        await desk.decideLater(id, { verdict: 'rejected', sha, text: reason }, undo_seconds * 1_000);
        return { message: `Rejected ${id}; it can be taken back for ${undo_seconds} seconds` };
      }
      assertDecided(id, 'rejected', await desk.decide(id, { verdict: 'rejected', sha, text: reason }));
      return { message: `Rejected ${id}; nothing of it is done` };
    },

    'approvals.revise': async ({ id, changes }) => {
      assertDecided(
        id,
        'revised',
        await desk.decide(id, { verdict: 'rejected', text: changes, revise: true }),
      );
      return { message: `${id} is planned again with your changes` };
    },

    'approvals.undo': async ({ id }) => {
      if (desk.undo(id)) return { message: `Taken back; ${id} waits for you again` };
      throw new EmployeeError('conflict', {
        what: `cannot take back the decision about ${id}`,
        why: 'no decision about it can be taken back any more',
        hint: 'See what came of it with: employee tasks show ID',
      });
    },

    'approvals.edit': async ({ id, action, set }) => {
      const { request, task } = open(id);
      const actions = edited(request, action, set);
      const { text, facts } = reader.read(task);
      const verdict = gate.judge({
        facts,
        text: text.text,
        textComplete: text.complete,
        actions: actions.map(({ server, tool, arguments: args, description }) => ({
          server,
          tool,
          arguments: args,
          description,
        })),
        planRequiresApproval: true,
      });
      if (verdict.effect === 'forbid') {
        throw new EmployeeError('invalid_input', {
          what: `cannot change the request of ${id}`,
          why: verdict.reasons
            .filter(({ effect }) => effect === 'forbid')
            .map(({ text }) => text)
            .join('; '),
          hint: 'The policy in Company_Handbook.md forbids it',
        });
      }
      trail.record({
        action: 'hitl_approval_invalid',
        taskId: id,
        details: { approval_sha256: request.approval_sha256, edited_action: action },
      });
      const raised = await desk.raise({
        taskId: id,
        approvalType: request.approval_type,
        urgency: request.urgency,
        reason: request.reason,
        rules: askingRules(request),
        actions,
        confidence: request.ai_confidence,
        recommendation: 'You changed this request; look at it once more',
      });
      return { message: `Changed; it waits for your approval as ${raised.approval_sha256.slice(0, 12)}` };
    },

    'recover.resolve': async ({ id, outcome }) => {
      await desk.resolve(id, outcome);
      return { message: `Settled ${id}: ${outcome.replaceAll('_', ' ')}` };
    },
  } satisfies Partial<Handlers>;
}

/** The first decision wins: another one, or the expiry, may have come before this one. */
function assertDecided(id: string, wanted: DecisionKind, decided: DecisionKind): void {
  if (decided === wanted) return;
  throw new EmployeeError('conflict', {
    what: `cannot decide about ${id}`,
    why: decided === 'expired' ? 'the request has expired' : `it was ${decided} before`,
    hint: 'That decision counts; look at the task with: employee tasks show ID',
  });
}

function edited(
  request: ApprovalRequest,
  position: number,
  set: Readonly<Record<string, unknown>>,
): ApprovalAction[] {
  const target = request.actions[position - 1];
  if (target === undefined || request.approval_type === 'outcome_unknown') {
    throw new EmployeeError('invalid_input', {
      what: `cannot change action ${position} of ${request.task_id}`,
      why: target ? 'what may have happened cannot be changed' : `it has ${request.actions.length} actions`,
      hint: `Look at it with: employee approvals show ${request.task_id}`,
    });
  }
  let args: Record<string, unknown> = target.arguments;
  for (const [path, value] of Object.entries(set)) args = setAtPath(args, path, value);
  return request.actions.map((action) => (action === target ? { ...action, arguments: args } : action));
}

/** What a list shows of a request. */
function withoutArguments(summary: ApprovalSummary): ApprovalSummary {
  return { ...summary, actions: summary.actions.map((action) => ({ ...action, arguments: {} })) };
}
