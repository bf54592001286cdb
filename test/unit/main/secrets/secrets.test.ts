import { describe, expect, it } from 'vitest';
import {
  type SafeStorage,
  SafeStorageCipher,
  secretStorageState,
} from '../../../../src/main/secrets/index.ts';

/** A keychain that reverses text, and knows only its own work. */
function storageWith(backend: string, isThere = true): SafeStorage {
  return {
    isAsyncEncryptionAvailable: async () => isThere,
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: async (text) => Buffer.from(`v10${[...text].reverse().join('')}`),
    decryptStringAsync: async (encrypted) => {
      const text = encrypted.toString();
      if (!text.startsWith('v10')) throw new Error('not mine');
      return { result: [...text.slice(3)].reverse().join(''), shouldReEncrypt: false };
    },
  };
}

async function cipherOver(storage: SafeStorage, accepts: boolean): Promise<SafeStorageCipher> {
  const state = await secretStorageState(storage, 'linux');
  return new SafeStorageCipher({ storage, state, acceptsWeak: () => accepts });
}

describe('what the system can do to keep a secret', () => {
  it.each([
    ['linux', 'gnome_libsecret', true, { kind: 'encrypted', backend: 'gnome_libsecret' }],
    ['linux', 'basic_text', true, { kind: 'weak', backend: 'basic_text' }],
    ['linux', 'unknown', false, { kind: 'weak', backend: 'unknown' }],
    ['linux', 'kwallet6', false, { kind: 'unavailable', backend: 'kwallet6' }],
    ['darwin', '', true, { kind: 'encrypted', backend: 'keychain' }],
    ['win32', '', true, { kind: 'encrypted', backend: 'dpapi' }],
    ['win32', '', false, { kind: 'unavailable', backend: 'dpapi' }],
  ] as const)('on %s with %s (there: %s)', async (platform, backend, isThere, expected) => {
    expect(await secretStorageState(storageWith(backend, isThere), platform)).toEqual(expected);
  });
});

describe('a secret', () => {
  it('is kept encrypted by the keychain', async () => {
    const cipher = await cipherOver(storageWith('gnome_libsecret'), false);
    const kept = await cipher.encrypt('sk-123456');
    expect(cipher.protection).toBe('encrypted');
    expect(kept).not.toContain('sk-123456');
    expect(await cipher.decrypt(kept)).toBe('sk-123456');
    await expect(cipher.decrypt('c3RyYW5nZQ==')).rejects.toThrow();
  });

  it.each(['basic_text', 'unknown'])('is refused where %s would only obscure it', async (backend) => {
    const cipher = await cipherOver(storageWith(backend), false);
    await expect(cipher.encrypt('sk-123456')).rejects.toMatchObject({ code: 'not_available' });
  });

  it('is refused where there is no keychain at all', async () => {
    const cipher = await cipherOver(storageWith('kwallet6', false), false);
    await expect(cipher.encrypt('sk-123456')).rejects.toThrow(/no keychain/);
  });

  it('is kept as what it is, not as encrypted, when the person accepts that', async () => {
    const cipher = await cipherOver(storageWith('basic_text'), true);
    expect(cipher.protection).toBe('file');
    expect(await cipher.encrypt('sk-123456')).toBe('sk-123456');
  });

  it('is encrypted wherever it can be, whatever was accepted', async () => {
    const cipher = await cipherOver(storageWith('gnome_libsecret'), true);
    expect(cipher.protection).toBe('encrypted');
    expect(await cipher.encrypt('sk-123456')).not.toContain('sk-123456');
  });
});
