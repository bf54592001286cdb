/**
 * Approvals: requests bound to exact calls, decided by renaming a file or through any surface, remembered
 * as signed entries, expiring by themselves.
 */
export { ApprovalDesk } from './approval-desk.ts';
export {
  actionOfDecision,
  type Decision,
  type DecisionKind,
  decisionIn,
  isDecisionAction,
  type Outcome,
} from './decision.ts';
export { taskOfRequest } from './decision-files.ts';
export { canonicalDigest } from './digest.ts';
export { type ApprovalQuestion, askingRules } from './request.ts';
export { signedRequest } from './request-history.ts';
export type { ApprovalTimes } from './schedule.ts';
export { requestSentence } from './sentence.ts';
export { approvalSummary } from './summary.ts';
