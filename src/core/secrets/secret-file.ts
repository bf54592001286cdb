import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../shared/json.ts';
import type { Files } from '../files/index.ts';

const entrySchema = z.looseObject({
  name: z.string().min(1),
  protection: z.enum(['encrypted', 'file']),
  value: z.string(),
  /** The one origin that the secret was entered for; it is sent to no other. */
  origin: z.string().optional(),
});
export const secretFileSchema = z.looseObject({ schema: z.literal(1), secrets: z.array(entrySchema) });

export type SecretFile = z.infer<typeof secretFileSchema>;
export type SecretEntry = SecretFile['secrets'][number];

/** Where the secrets of a workspace lie in its part of the per-user state. */
export function secretsPath(keyFolder: string): string {
  return join(keyFolder, 'secrets.json');
}

/** Which secrets are kept, for those who look without the lock: none is decrypted, so that no value is known. */
export class KeptSecrets {
  readonly #entries: readonly SecretEntry[];

  constructor(files: Files, path: string) {
    this.#entries = readJson(secretFileSchema, files.readText(path) ?? '')?.secrets ?? [];
  }

  find(name: string, origin: string): { readonly value: undefined } | undefined {
    const isKept = this.#entries.some(
      (entry) => entry.name === name && (entry.origin === undefined || entry.origin === origin),
    );
    return isKept ? { value: undefined } : undefined;
  }
}
