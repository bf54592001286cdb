import type { SecretCipher } from '../../core/secrets/index.ts';
import { EmployeeError } from '../../shared/errors.ts';
import type { SafeStorage, SecretStorageState } from './secret-storage.ts';

export interface SafeStorageCipherOptions {
  readonly storage: SafeStorage;
  /** What the system can do. */
  readonly state: SecretStorageState;
  /** Whether the person accepts that the system can only obscure secrets. */
  readonly acceptsWeak: () => boolean;
}

/**
 * Secrets under the system's keychain. Where there is none, nothing is kept until the person accepts that the
 * permissions of the file are the only protection; what is kept then says so, instead of passing for encrypted.
 */
export class SafeStorageCipher implements SecretCipher {
  readonly #options: SafeStorageCipherOptions;

  constructor(options: SafeStorageCipherOptions) {
    this.#options = options;
  }

  get protection(): SecretCipher['protection'] {
    const { state, acceptsWeak } = this.#options;
    return state.kind !== 'encrypted' && acceptsWeak() ? 'file' : 'encrypted';
  }

  /** Throws `not_available` where it would not be encrypted and nobody accepted that. */
  async encrypt(text: string): Promise<string> {
    const { storage, state } = this.#options;
    if (this.protection === 'file') return text;
    if (state.kind !== 'encrypted') throw notProtected(state);
    return (await storage.encryptStringAsync(text)).toString('base64');
  }

  async decrypt(text: string): Promise<string> {
    const { result } = await this.#options.storage.decryptStringAsync(Buffer.from(text, 'base64'));
    return result;
  }
}

function notProtected({ kind, backend }: SecretStorageState): EmployeeError {
  return new EmployeeError('not_available', {
    what: 'cannot keep the secret',
    why:
      kind === 'weak'
        ? `this system has no keychain: with ${backend} anyone who reads the file could read the secret`
        : 'this system offers no keychain',
    hint: 'Install or unlock a keyring such as GNOME Keyring or KWallet, or accept weak storage in the settings',
  });
}
