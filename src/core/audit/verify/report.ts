import type { AuditVerification as VerificationDocument } from '../../../shared/audit.ts';

/** A place where the trail is not what it was. */
export interface Defect {
  readonly file: string;
  /** From 1; `null` where something is missing altogether. */
  readonly line: number | null;
  readonly seq: number | null;
  readonly reason: string;
}

/** A stretch of the trail under one install's genesis. */
export interface Epoch {
  readonly install: string;
  readonly seq: number;
  readonly file: string;
  readonly started_at: string;
  /** Base64 SPKI of the genesis key. */
  readonly public_key: string;
  /** The entry that a later epoch goes on from. */
  readonly continues: { readonly install: string | null; readonly seq: number; readonly hash: string } | null;
}

/** What `audit verify --json` prints (CONTRACT §5). */
export interface AuditVerification {
  readonly integrity: 'OK' | 'COMPROMISED';
  /** Entries of ours; those of the original system are in `legacy`. */
  readonly total_entries: number;
  readonly valid_entries: number;
  readonly legacy: { readonly total: number; readonly valid: number };
  readonly epochs: readonly Epoch[];
  readonly invalid_details: readonly Defect[];
  /** The acknowledged head; `null` when none is recorded. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  /** Torn tails that were repaired in the past. */
  readonly repaired_tails: number;
}

/** The report as surfaces receive it: plain data that may cross a socket. */
export function verificationDocument(report: AuditVerification): VerificationDocument {
  return {
    ...report,
    legacy: { ...report.legacy },
    epochs: report.epochs.map((epoch) => ({ ...epoch })),
    invalid_details: report.invalid_details.map((defect) => ({ ...defect })),
    head: report.head && { ...report.head },
  };
}
