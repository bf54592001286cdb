import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  openPreferenceStore,
  PreferenceBook,
  type PreferenceStore,
} from '../../../../src/main/preferences/index.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';

/** A store over one JSON file that reads it when it is made, as `electron-store` does. */
class FileStore implements PreferenceStore {
  readonly #path: string;
  readonly #values: Record<string, unknown>;

  constructor(path: string) {
    this.#path = path;
    this.#values = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  }

  get(key: string): unknown {
    return this.#values[key];
  }

  set(key: string, value: unknown): void {
    this.#values[key] = value;
    writeFileSync(this.#path, JSON.stringify(this.#values));
  }
}

function notKept(error: unknown): never {
  throw error;
}

describe('preferences', () => {
  it('are the standard ones at first, and what was chosen after a restart', () => {
    const path = join(temporaryFolder(), 'config.json');
    const book = new PreferenceBook(new FileStore(path), notKept);
    expect(book.shown).toEqual({
      theme: 'system',
      density: 'comfortable',
      language: 'en',
      launchAtLogin: false,
      quietHours: null,
      acceptsWeakSecretStorage: false,
      globalShortcut: false,
    });
    const heard: unknown[] = [];
    book.onChange((preferences) => heard.push(preferences));
    book.set({ theme: 'dark', quietHours: { from: 22, to: 7 } });
    expect(heard).toEqual([book.shown]);
    expect(new PreferenceBook(new FileStore(path), notKept).shown).toEqual(book.shown);
  });

  it('take the standard value in place of one that cannot be understood, and keep the others', () => {
    const path = join(temporaryFolder(), 'config.json');
    writeFileSync(path, JSON.stringify({ theme: 'pink', language: 'ur', windowBounds: { x: 'left' } }));
    const book = new PreferenceBook(new FileStore(path), notKept);
    expect([book.get('theme'), book.get('language'), book.get('windowBounds')]).toEqual([
      'system',
      'ur',
      null,
    ]);
  });

  it('that a disk refuses are an error of the person who sets them, and nothing of what the app remembers', () => {
    const failures: unknown[] = [];
    const full: PreferenceStore = {
      get: () => undefined,
      set: () => {
        throw new Error('no space');
      },
    };
    const book = new PreferenceBook(full, (error) => failures.push(error));
    expect(() => book.set({ theme: 'dark' })).toThrow('no space');
    expect(book.get('theme')).toBe('system');
    book.note({ maximized: true });
    expect(failures).toHaveLength(1);
  });

  it('count as assumed while nothing is chosen, and as chosen from then on', () => {
    const path = join(temporaryFolder(), 'config.json');
    const book = new PreferenceBook(new FileStore(path), notKept);
    book.assume({ globalShortcut: true });
    expect(book.shown.globalShortcut).toBe(true);
    expect(existsSync(path)).toBe(false);
    book.set({ globalShortcut: false });
    book.assume({ globalShortcut: true });
    expect(book.shown.globalShortcut).toBe(false);
  });

  it('show the window nothing of the shell itself', () => {
    const book = new PreferenceBook(new FileStore(join(temporaryFolder(), 'config.json')), notKept);
    book.set({ windowBounds: { x: 1, y: 2, width: 3, height: 4 }, toldHidesToTray: true });
    expect(Object.keys(book.shown)).not.toContain('windowBounds');
  });
});

describe('a file of preferences that cannot be understood', () => {
  it('is set aside as it was, never overwritten', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'config.json');
    writeFileSync(path, '{"theme": "dark"');
    const { store, setAside } = openPreferenceStore(
      () => new FileStore(path),
      path,
      () => Date.UTC(2026, 1, 7),
    );
    new PreferenceBook(store, notKept).set({ theme: 'light' });
    expect(readdirSync(folder).sort()).toEqual(['config.json', 'config.json.broken-20260207T000000000Z']);
    expect(readFileSync(setAside ?? '', 'utf8')).toBe('{"theme": "dark"');
  });

  it('stays where it is when the disk is at fault', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'config.json');
    writeFileSync(path, '{}');
    const failing = () => {
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    };
    expect(() => openPreferenceStore(failing, path, () => 0)).toThrow('EACCES');
    expect(readdirSync(folder)).toEqual(['config.json']);
  });
});
