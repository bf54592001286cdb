import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Everything an approval is bound to; any change of it voids the approval. */
export interface ApprovalSubject {
  readonly task_id: string;
  /** In the order in which they run. */
  readonly actions: readonly {
    readonly server: string;
    readonly tool: string;
    readonly arguments: Readonly<Record<string, unknown>>;
    /** SHA-256 of the tool's definition as it was shown. */
    readonly definition_sha256: string;
    readonly attachments_sha256: readonly string[];
  }[];
  readonly nonce: string;
  readonly expires_at: string;
}

/** Hex SHA-256 over the canonical form (RFC 8785) of the subject. */
export function approvalDigest(subject: ApprovalSubject): string {
  return canonicalDigest(subject);
}

/** Hex SHA-256 over the canonical JSON (RFC 8785) of any value. */
export function canonicalDigest(value: unknown): string {
  return createHash('sha256').update(canonicalText(value)).digest('hex');
}

/** The canonical JSON text (RFC 8785) of a value: equal exactly when the values are. */
export function canonicalText(value: unknown): string {
  return canonicalize(value) ?? 'undefined';
}
