/**
 * Approvals: requests bound to exact calls, decided by renaming a file or through any surface, remembered
 * as signed entries, expiring by themselves.
 */
export {
  ApprovalDesk,
  type ApprovalDeskDependencies,
  type Decision,
  type DecisionKind,
  decisionIn,
  isDecisionAction,
  type Outcome,
} from './approval-desk.ts';
export { canonicalDigest } from './digest.ts';
export type { ApprovalQuestion } from './request.ts';
export type { ApprovalTimes } from './schedule.ts';
export { requestSentence } from './sentence.ts';
