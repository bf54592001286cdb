import type { ApprovalAction, ApprovalRequest, ApprovalType } from '../../shared/approval.ts';
import { approvalDigest } from './digest.ts';

/** A policy rule that asks, with what it says about this very plan. */
export interface AskingRule {
  readonly id: string;
  readonly text: string;
}

/** What a request asks for, before it has a nonce and an expiry. */
export interface ApprovalQuestion {
  readonly taskId: string;
  readonly approvalType: ApprovalType;
  readonly urgency: 'low' | 'normal' | 'high';
  readonly reason: string;
  readonly rules: readonly AskingRule[];
  readonly actions: readonly ApprovalAction[];
  readonly confidence: number;
  readonly recommendation: string;
}

/** SHA-256 of a tool's definition as the employee knows it; `unknown` for a tool that is gone. */
export type DefinitionDigest = (server: string, tool: string) => string;

/** The request as it is signed and shown, bound to exactly these calls. */
export function buildRequest(
  question: ApprovalQuestion,
  when: { readonly createdAt: string; readonly expiresAt: string; readonly nonce: string },
  definitionDigest: DefinitionDigest,
): ApprovalRequest {
  const actions = question.actions.map((action) => ({ ...action }));
  return {
    task_id: question.taskId,
    created_at: when.createdAt,
    expires_at: when.expiresAt,
    nonce: when.nonce,
    approval_type: question.approvalType,
    urgency: question.urgency,
    reason: question.reason,
    rules: question.rules.map(({ id }) => id),
    rule_texts: question.rules.map(({ text }) => text),
    actions,
    approval_sha256: requestDigest(question.taskId, actions, when, definitionDigest),
    ai_confidence: question.confidence,
    recommendation: question.recommendation,
    status: 'pending',
  };
}

/** Why a request asks, rule by rule. Requests of earlier versions say it in one sentence for all. */
export function askingRules({ rules, rule_texts: texts, reason }: ApprovalRequest): readonly AskingRule[] {
  return rules.map((id, index) => ({ id, text: texts?.[index] ?? reason }));
}

/** The digest a request must carry now; differs from the shown one when a tool's definition changed meanwhile. */
export function currentDigest(request: ApprovalRequest, definitionDigest: DefinitionDigest): string {
  return requestDigest(
    request.task_id,
    request.actions,
    { expiresAt: request.expires_at, nonce: request.nonce },
    definitionDigest,
  );
}

function requestDigest(
  taskId: string,
  actions: readonly ApprovalAction[],
  when: { readonly expiresAt: string; readonly nonce: string },
  definitionDigest: DefinitionDigest,
): string {
  return approvalDigest({
    task_id: taskId,
    actions: actions.map((action) => ({
      server: action.server,
      tool: action.tool,
      arguments: action.arguments,
      definition_sha256: definitionDigest(action.server, action.tool),
      attachments_sha256: [],
    })),
    nonce: when.nonce,
    expires_at: when.expiresAt,
  });
}
