import { inspect } from 'node:util';
import type { Clock, Random } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import { JsonFile } from '../user-state/index.ts';
import type { SecretCipher } from './secret-cipher.ts';
import { type SecretEntry, type SecretFile, secretFileSchema } from './secret-file.ts';

/** What is known of a stored secret without its value. */
export interface StoredSecret {
  readonly name: string;
  readonly protection: SecretCipher['protection'];
  readonly origin?: string | undefined;
}

export interface SecretStoreOptions {
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  /** In the per-user state; made when the first secret is kept, 0600. */
  readonly path: string;
  readonly cipher: SecretCipher;
  /** Told of a file that was not understood and has been set aside. */
  readonly problem: (text: string) => void;
}

interface Kept extends StoredSecret {
  /** `undefined` when it was encrypted by something that is not to be had here. */
  readonly value: string | undefined;
}

/** Decrypted once, when it is opened. Printing, inspecting or serialising it shows no value. */
export class SecretStore {
  readonly #cipher: SecretCipher;
  readonly #file: JsonFile<SecretFile>;
  readonly #kept = new Map<string, Kept>();
  #writing: Promise<unknown> = Promise.resolve();

  private constructor({ cipher, ...file }: SecretStoreOptions) {
    this.#cipher = cipher;
    this.#file = new JsonFile({ ...file, schema: secretFileSchema });
  }

  static async open(options: SecretStoreOptions): Promise<SecretStore> {
    const store = new SecretStore(options);
    for (const { name, protection, origin, value } of store.#file.read()?.secrets ?? [])
      store.#kept.set(name, { name, protection, origin, value: await store.#opened(protection, value) });
    return store;
  }

  get protection(): SecretCipher['protection'] {
    return this.#cipher.protection;
  }

  list(): readonly StoredSecret[] {
    return [...this.#kept.values()].map(({ name, protection, origin }) => ({ name, protection, origin }));
  }

  /** What is known of a secret that may be sent to `origin`; the value is missing when it cannot be decrypted here. */
  find(name: string, origin: string): { readonly value: string | undefined } | undefined {
    const kept = this.#kept.get(name);
    if (kept === undefined || (kept.origin !== undefined && kept.origin !== origin)) return undefined;
    return { value: kept.value };
  }

  /** Names whose values cannot be decrypted here. */
  get unreadable(): readonly string[] {
    return [...this.#kept.values()].filter(({ value }) => value === undefined).map(({ name }) => name);
  }

  /** For the redactor only. */
  values(): string[] {
    return [...this.#kept.values()].map(({ value }) => value).filter((value) => value !== undefined);
  }

  /** Keeps a secret, durably, in place of the one of that name. */
  set(name: string, value: string, origin?: string): Promise<void> {
    return this.#change(async () => {
      const { protection } = this.#cipher;
      const entry = {
        name,
        protection,
        value: await this.#cipher.encrypt(value),
        ...(origin ? { origin } : {}),
      };
      const others = this.#entries().filter((other) => other.name !== name);
      await this.#file.write({ ...this.#file.read(), schema: 1, secrets: [...others, entry] });
      this.#kept.set(name, { name, protection, origin, value });
    });
  }

  /** Forgets a secret; whether there was one. */
  delete(name: string): Promise<boolean> {
    return this.#change(async () => {
      const entries = this.#entries();
      const others = entries.filter((other) => other.name !== name);
      if (others.length === entries.length) return false;
      await this.#file.write({ ...this.#file.read(), schema: 1, secrets: others });
      this.#kept.delete(name);
      return true;
    });
  }

  toJSON(): string {
    return '[secrets]';
  }

  [inspect.custom](): string {
    return '[secrets]';
  }

  #entries(): readonly SecretEntry[] {
    return this.#file.read()?.secrets ?? [];
  }

  async #opened(protection: SecretCipher['protection'], value: string): Promise<string | undefined> {
    if (protection === 'file') return value;
    if (this.#cipher.protection !== 'encrypted') return undefined;
    // Another keychain, or none any more: the entry stays, and can be entered anew.
    return this.#cipher.decrypt(value).catch(() => undefined);
  }

  #change<T>(work: () => Promise<T>): Promise<T> {
    const change = this.#writing.then(work);
    this.#writing = change.catch(() => undefined);
    return change;
  }
}
