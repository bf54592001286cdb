import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { app } from './app.ts';
import { host } from './host.ts';
import { namespace } from './loud.ts';

/*
 * Real encryption with a key that anyone can derive: enough to see that a secret is not stored as it is, and that
 * damaged or foreign bytes are refused. `ELECTRON_STAND_IN_KEYRING=basic_text` is a Linux without a keyring.
 */

const version = Buffer.from('v10');

type Backend = 'basic_text' | 'gnome_libsecret';

function backend(): Backend {
  return process.env.ELECTRON_STAND_IN_KEYRING === 'basic_text' ? 'basic_text' : 'gnome_libsecret';
}

let plainTextAllowed = false;

function available(): boolean {
  return host.ready && (backend() !== 'basic_text' || plainTextAllowed);
}

function key(): Buffer {
  return scryptSync('electron stand-in', app.getPath('userData'), 32);
}

function encrypt(text: string): Buffer {
  if (!available())
    throw new Error(
      'Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.',
    );
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key(), iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([version, iv, cipher.getAuthTag(), sealed]);
}

function decrypt(bytes: Buffer): string {
  if (!available())
    throw new Error(
      'Error while decrypting the ciphertext provided to safeStorage.decryptString. Decryption is not available.',
    );
  if (!bytes.subarray(0, 3).equals(version))
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
  const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(3, 15));
  decipher.setAuthTag(bytes.subarray(15, 31));
  return decipher.update(bytes.subarray(31), undefined, 'utf8') + decipher.final('utf8');
}

export const safeStorage = namespace('safeStorage', import.meta.url, {
  isEncryptionAvailable: available,
  encryptString: encrypt,
  decryptString: decrypt,
  getSelectedStorageBackend: (): Backend => backend(),
  setUsePlainTextEncryption(allowed: boolean): void {
    plainTextAllowed = allowed;
  },
  async isAsyncEncryptionAvailable(): Promise<boolean> {
    await host.whenReady;
    return available();
  },
  encryptStringAsync: async (text: string): Promise<Buffer> => encrypt(text),
  decryptStringAsync: async (bytes: Buffer) => ({ result: decrypt(bytes), shouldReEncrypt: false }),
});
