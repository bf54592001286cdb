/**
 * Secrets under the protection that the system offers.
 */
export { SafeStorageCipher } from './safe-storage-cipher.ts';
export { type SafeStorage, type SecretStorageState, secretStorageState } from './secret-storage.ts';
