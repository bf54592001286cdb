import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Version of the control protocol; both sides must speak the same. */
export const protocolVersion = 1;
/** Time a connection has to prove the token. */
export const handshakeMs = 2_000;
/** Length of either side's challenge. */
export const nonceBytes = 32;

const hex256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Server → client: the challenge. */
export const helloSchema = z.strictObject({ employee: z.number().int(), nonce: hex256 });
/** Client → server: a challenge of its own, and the answer to the server's. */
export const answerSchema = z.strictObject({ nonce: hex256, proof: hex256 });
/** Server → client: the answer to the client's challenge. */
export const welcomeSchema = z.strictObject({ proof: hex256 });

/** What both proofs are computed over. */
export interface Challenge {
  /** The workspace's hash, so that a proof for one workspace says nothing to another. */
  readonly subject: string;
  readonly serverNonce: string;
  readonly clientNonce: string;
}

/**
 * Proof of knowing the per-user token: HMAC-SHA-256 over role, workspace and both nonces. The token itself
 * never crosses the wire; a recorded proof is worthless for the next pair of nonces and for the other role.
 */
export function proveToken(token: string, role: 'client' | 'server', challenge: Challenge): string {
  const { subject, serverNonce, clientNonce } = challenge;
  return createHmac('sha256', token)
    .update(`personal-ai-employee control ${protocolVersion}\n${role}\n`)
    .update(`${subject}\n${serverNonce}\n${clientNonce}`)
    .digest('hex');
}

/** Compares in constant time. */
export function isProof(expected: string, given: string): boolean {
  const wanted = Buffer.from(expected, 'hex');
  const got = Buffer.from(given, 'hex');
  return wanted.byteLength === got.byteLength && timingSafeEqual(wanted, got);
}
