import type { ShellState } from '../../shared/shell.ts';

/** The part of Electron's `safeStorage` that is used. */
export interface SafeStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  getSelectedStorageBackend(): string;
  encryptStringAsync(plainText: string): Promise<Buffer>;
  decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>;
}

export type SecretStorageState = ShellState['secretStorage'];

/** With these the key is known to everyone: what is kept is obscured, not encrypted. */
const weakBackends = ['basic_text', 'unknown'];

const systemBackends: Readonly<Record<ShellState['platform'], string>> = {
  darwin: 'keychain',
  win32: 'dpapi',
  linux: 'unknown',
};

/** What this system can do to keep a secret. */
export async function secretStorageState(
  storage: SafeStorage,
  platform: ShellState['platform'],
): Promise<SecretStorageState> {
  const isThere = await storage.isAsyncEncryptionAvailable();
  const backend = platform === 'linux' ? storage.getSelectedStorageBackend() : systemBackends[platform];
  if (platform === 'linux' && weakBackends.includes(backend)) return { kind: 'weak', backend };
  return { kind: isThere ? 'encrypted' : 'unavailable', backend };
}
