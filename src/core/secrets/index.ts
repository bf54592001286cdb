/** Secrets that a person entered, kept outside the workspace with what the system offers to protect them. */
export { FileCipher, type SecretCipher } from './secret-cipher.ts';
export { KeptSecrets, secretsPath } from './secret-file.ts';
export { SecretStore, type SecretStoreOptions, type StoredSecret } from './secret-store.ts';
