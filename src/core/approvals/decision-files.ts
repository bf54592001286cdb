import { join } from 'node:path';
import { z } from 'zod';
import { type ApprovalRequest, approvalRequestSchema } from '../../shared/approval.ts';
import type { Files } from '../files/index.ts';
import { canonicalText } from './digest.ts';

/** The two decisions a renamed file can hold. */
export type Verdict = 'approved' | 'rejected';

const maxRequestBytes = 10 * 1024 * 1024;
const verdicts: readonly Verdict[] = ['approved', 'rejected'];

/** The names by which a person decides: renaming `<id>.json` to one of these (CONTRACT §3). */
function decisionNames(taskId: string, verdict: Verdict): readonly string[] {
  return [`${taskId}.json.${verdict}`, `${taskId}.${verdict}`, `${taskId}.${verdict}.json`];
}

/** The task a name in `approvals/` decides about; `undefined` for every other name. */
export function decidedTask(fileName: string): string | undefined {
  return /^(.+?)(?:\.json)?\.(?:approved|rejected)(?:\.json)?$/.exec(fileName)?.[1];
}

/** The name with its endings in lower case. */
export function canonicalDecisionName(fileName: string): string {
  return fileName.replace(/\.(?:json|approved|rejected)(?=\.|$)/gi, (ending) => ending.toLowerCase());
}

/** The task whose request, or decision about it, a file of that name is; `undefined` for every other file. */
export function taskOfRequest(fileName: string): string | undefined {
  const name = canonicalDecisionName(fileName);
  if (name.startsWith('.') || name.endsWith('_task.json')) return undefined;
  return decidedTask(name) ?? (name.endsWith('.json') ? name.slice(0, -'.json'.length) : undefined);
}

/** Where the open request of a task lies. */
export function requestPath(folder: string, taskId: string): string {
  return join(folder, `${taskId}.json`);
}

/** Where a request lies once it is decided. */
export function decisionPath(folder: string, taskId: string, verdict: Verdict): string {
  return `${requestPath(folder, taskId)}.${verdict}`;
}

/** What the folder says about a request. */
export type FoundDecision =
  | { readonly kind: 'undecided' }
  | {
      readonly kind: 'decided';
      readonly verdict: Verdict;
      readonly reason?: string;
      readonly changes?: string;
    }
  | { readonly kind: 'invalid'; readonly why: string };

/** Paths of every decision file about a task. */
export function decisionPaths(
  files: Files,
  folder: string,
  taskId: string,
): readonly { path: string; verdict: Verdict }[] {
  return verdicts.flatMap((verdict) =>
    decisionNames(taskId, verdict)
      .map((name) => ({ path: join(folder, name), verdict }))
      .filter(({ path }) => files.exists(path)),
  );
}

/**
 * Reads a person's decision about `signed`. Anything but one decision file that holds exactly the signed request is
 * invalid: nothing runs.
 */
export function readDecision(files: Files, folder: string, signed: ApprovalRequest): FoundDecision {
  const found = decisionPaths(files, folder, signed.task_id);
  const [first] = found;
  if (first === undefined) return { kind: 'undecided' };
  if (found.some(({ verdict }) => verdict !== first.verdict)) {
    return { kind: 'invalid', why: 'it is approved and rejected at once' };
  }
  let answer: Omit<Extract<FoundDecision, { kind: 'decided' }>, 'kind' | 'verdict'> = {};
  for (const { path } of found) {
    const read = readAnswer(files, path, signed);
    if (typeof read === 'string') return { kind: 'invalid', why: read };
    answer = { ...answer, ...read };
  }
  return { kind: 'decided', verdict: first.verdict, ...answer };
}

const answerSchema = z.looseObject({
  rejection_reason: z.string().max(10_000).optional(),
  requested_changes: z.string().max(10_000).optional(),
});

function readAnswer(
  files: Files,
  path: string,
  signed: ApprovalRequest,
): { readonly reason?: string; readonly changes?: string } | string {
  if (files.stat(path)?.kind !== 'file') return 'the decision is not a file';
  const bytes = files.read(path, maxRequestBytes);
  if (bytes === undefined || bytes.byteLength > maxRequestBytes)
    return 'the file cannot be read or is too large';
  const value = parseJson(bytes);
  const parsed = answerSchema.safeParse(value);
  if (!parsed.success) return 'the file is not valid JSON of a request';
  const { rejection_reason: reason, requested_changes: changes, ...request } = parsed.data;
  const asked = approvalRequestSchema.safeParse(request);
  if (!asked.success) return 'the file is not a complete request';
  if (canonicalText(request) !== canonicalText(signed))
    return 'the file differs from what was asked and signed';
  return { ...(reason ? { reason } : {}), ...(changes ? { changes } : {}) };
}

/** JSON in UTF-8 or, as Windows PowerShell writes it, UTF-16; a byte order mark is allowed. */
function parseJson(bytes: Buffer): unknown {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return JSON.parse(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
