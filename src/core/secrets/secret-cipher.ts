/** What the system offers to protect a secret at rest. */
export interface SecretCipher {
  /** `encrypted`: by the system's keychain · `file`: readable by whoever reads the file. */
  readonly protection: 'encrypted' | 'file';
  encrypt(text: string): Promise<string>;
  /** Rejects what it did not encrypt. */
  decrypt(text: string): Promise<string>;
}

/** Where no keychain is to be had: the permissions of the file are the only protection. */
export class FileCipher implements SecretCipher {
  readonly protection = 'file';

  async encrypt(text: string): Promise<string> {
    return text;
  }

  async decrypt(text: string): Promise<string> {
    return text;
  }
}
