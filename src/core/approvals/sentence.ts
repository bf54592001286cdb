import type { ApprovalRequest } from '../../shared/approval.ts';

/** What a request would do, as one sentence for a person. The descriptions in it are untrusted text. */
export function requestSentence(request: ApprovalRequest): string {
  const [first] = request.actions;
  if (first === undefined) return request.reason;
  const sentence = first.description || `${first.server}.${first.tool}`;
  const more = request.actions.length - 1;
  return more === 0 ? sentence : `${sentence}, and ${more} more`;
}
