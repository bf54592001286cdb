import { hash } from 'node:crypto';

/** Hex SHA-256; text counts as UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}
