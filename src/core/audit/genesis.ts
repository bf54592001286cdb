import type { AuditEntry } from './entry.ts';

/** The entry that introduced an install's first key. */
export interface Genesis {
  readonly installId: string;
  /** Base64 of the raw Ed25519 key. */
  readonly publicKey: string;
  /** UTC, RFC 3339. */
  readonly since: string;
}

const rawKeyBytes = 32;

/** The last genesis of an install among the trail's `audit_genesis` entries. */
export function genesisOf(entries: readonly AuditEntry[], installId: string): Genesis | undefined {
  const entry = entries.findLast(({ details }) => details.install === installId);
  const spki = entry?.details.public_key;
  if (entry === undefined || typeof spki !== 'string') return undefined;
  // An Ed25519 SPKI ends with the raw key (RFC 8410).
  const publicKey = Buffer.from(spki, 'base64').subarray(-rawKeyBytes).toString('base64');
  return { installId, publicKey, since: entry.timestamp };
}
