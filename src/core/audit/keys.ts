import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { join } from 'node:path';
import { EmployeeError } from '../../shared/errors.ts';
import type { Files } from '../files/index.ts';
import { signedParts } from './entry.ts';

/** The public half of an Ed25519 key; its text form is base64 of the SPKI DER. */
export class VerifyingKey {
  readonly text: string;
  readonly #key: KeyObject;

  private constructor(key: KeyObject) {
    this.#key = key;
    this.text = key.export({ type: 'spki', format: 'der' }).toString('base64');
  }

  static of(key: KeyObject): VerifyingKey {
    return new VerifyingKey(key);
  }

  /** From base64 SPKI DER, base64 of the raw key, or PEM; `undefined` when it is no Ed25519 public key. */
  static parse(text: string): VerifyingKey | undefined {
    try {
      const key = text.includes('-----BEGIN')
        ? createPublicKey(text)
        : createPublicKey({ key: spkiOf(Buffer.from(text, 'base64')), format: 'der', type: 'spki' });
      return key.asymmetricKeyType === 'ed25519' ? new VerifyingKey(key) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Whether a line that has marks carries this key's signature, in its one canonical spelling. */
  verifiesLine(line: Buffer): boolean {
    const { body, signature } = signedParts(line);
    const bytes = Buffer.from(signature, 'base64');
    // Several base64 spellings decode to the same bytes; accepting them would let a line change unnoticed.
    if (bytes.length !== 64 || bytes.toString('base64') !== signature) return false;
    return verify(null, body, this.#key, bytes);
  }
}

/** What precedes a raw Ed25519 key in its SPKI (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

function spkiOf(key: Buffer): Buffer {
  return key.length === 32 ? Buffer.concat([spkiPrefix, key]) : key;
}

/** The private key of this install, kept as a KeyObject (8 × faster than parsing it at each use). */
export class SigningKey {
  readonly verifying: VerifyingKey;
  readonly #key: KeyObject;

  constructor(key: KeyObject) {
    this.#key = key;
    this.verifying = VerifyingKey.of(createPublicKey(key));
  }

  static generate(): SigningKey {
    return new SigningKey(generateKeyPairSync('ed25519').privateKey);
  }

  /** Base64 Ed25519 signature, always 88 characters. */
  sign(body: Uint8Array): string {
    return sign(null, body, this.#key).toString('base64');
  }

  exportPem(): string {
    return this.#key.export({ type: 'pkcs8', format: 'pem' }).toString();
  }
}

/** Where the signing key of this install lives: per user, outside the workspace. */
export interface AuditKeys {
  /** The current key; `undefined` when there is none, or it is damaged. */
  load(): Promise<SigningKey | undefined>;
  /** Makes a fresh key, durably, in place of the current one. */
  create(): Promise<SigningKey>;
}

const keyFile = 'audit_key.pem';

/** The signing key as `audit_key.pem` (PKCS #8, mode 0600) in a per-user folder (0700). */
export class FileAuditKeys implements AuditKeys {
  readonly #files: Files;
  readonly #folder: string;

  constructor(dependencies: { readonly files: Files; readonly folder: string }) {
    this.#files = dependencies.files;
    this.#folder = dependencies.folder;
  }

  async load(): Promise<SigningKey | undefined> {
    const pem = this.#files.readText(join(this.#folder, keyFile));
    if (pem === undefined) return undefined;
    try {
      const key = createPrivateKey(pem);
      return key.asymmetricKeyType === 'ed25519' ? new SigningKey(key) : undefined;
    } catch {
      return undefined;
    }
  }

  async create(): Promise<SigningKey> {
    const key = SigningKey.generate();
    await this.#files.ensureFolder(this.#folder, 0o700);
    await this.#files.write(join(this.#folder, keyFile), key.exportPem(), { mode: 0o600 });
    return key;
  }
}

/** The key a person gave on the command line. */
export function requirePublicKey(text: string): VerifyingKey {
  const key = VerifyingKey.parse(text);
  if (key) return key;
  throw new EmployeeError('invalid_input', {
    what: 'cannot use the public key',
    why: 'it is neither base64 SPKI nor PEM of an Ed25519 key',
    hint: 'Copy it from `employee audit public-key`',
  });
}
