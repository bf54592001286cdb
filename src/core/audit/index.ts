/**
 * The tamper-evident trail of everything the employee did: append, chain, sign, verify, query (CONTRACT §4).
 *
 * Each entry names its sequence number and the hash of the line before; each is signed; the last acknowledged
 * one is recorded outside the day files. The list of actions is in docs/audit-actions.md.
 */
export { type AuditAction, auditActions, serverAction } from './actions.ts';
export { type Checkpoint, hashAt } from './checkpoint.ts';
export { listDayFiles } from './day-files.ts';
export { type AuditEntry, lineHash, readMarks } from './entry.ts';
export { type ExportOptions, exportTrail } from './export.ts';
export { exportTrailZipped } from './export-zip.ts';
export { brokenAtHead, headFileNames, writeHeadOf, writeMovedHead } from './foreign-trail.ts';
export { type Genesis, genesisOf } from './genesis.ts';
export { type AuditKeys, FileAuditKeys, SigningKey } from './keys.ts';
export { auditQuery, auditRange } from './moment.ts';
export { type AuditQuery, AuditReader, type DayCounts } from './reader.ts';
export { auditSince } from './since.ts';
export { type AuditEvent, AuditTrail, type OpenedTrail, type TrailDependencies } from './trail.ts';
export { type AuditVerification, type Epoch, verificationDocument } from './verify/report.ts';
export { type VerifyOptions, verifyTrail } from './verify/verify.ts';
