import { z } from 'zod';
import { type Preferences, preferencesSchema } from '../../shared/shell.ts';

/** Where preferences are kept: `electron-store`, or a stand-in of tests. */
export interface PreferenceStore {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});

const ownSchema = z.object({
  windowBounds: boundsSchema.nullable(),
  maximized: z.boolean(),
  /** Things that are said to a person once. */
  toldHidesToTray: z.boolean(),
});

const storedSchema = preferencesSchema.extend(ownSchema.shape);

type Stored = z.infer<typeof storedSchema>;

const standard: Stored = {
  theme: 'system',
  density: 'comfortable',
  language: 'en',
  launchAtLogin: false,
  quietHours: null,
  acceptsWeakSecretStorage: false,
  globalShortcut: false,
  windowBounds: null,
  maximized: false,
  toldHidesToTray: false,
};

/** What the person chose for the app itself. A value that cannot be understood counts as the standard one. */
export class PreferenceBook {
  readonly #store: PreferenceStore;
  readonly #notKept: (error: unknown) => void;
  readonly #listeners = new Set<(preferences: Preferences) => void>();
  #values: Stored;

  /** @param notKept told when what the app remembers by itself could not be written */
  constructor(store: PreferenceStore, notKept: (error: unknown) => void) {
    this.#store = store;
    this.#notKept = notKept;
    this.#values = read(store);
  }

  /** What the window may see and change. */
  get shown(): Preferences {
    return preferencesSchema.parse(this.#values);
  }

  get<Key extends keyof Stored>(key: Key): Stored[Key] {
    return this.#values[key];
  }

  /** Throws when the disk refuses; then nothing has changed. */
  set(changes: { readonly [Key in keyof Stored]?: Stored[Key] | undefined }): void {
    const changed = Object.entries(changes).filter(([, value]) => value !== undefined);
    for (const [key, value] of changed) this.#store.set(key, value);
    this.#values = storedSchema.parse({ ...this.#values, ...Object.fromEntries(changed) });
    this.#tell();
  }

  /** What the app remembers by itself: a disk that refuses costs the memory of it, never the work. */
  note(changes: Parameters<PreferenceBook['set']>[0]): void {
    try {
      this.set(changes);
    } catch (error) {
      this.#notKept(error);
    }
  }

  /** What counts while the person has chosen nothing; kept nowhere. */
  assume(changes: Partial<Preferences>): void {
    const open = Object.entries(changes).filter(([key]) => this.#store.get(key) === undefined);
    this.#values = storedSchema.parse({ ...this.#values, ...Object.fromEntries(open) });
    this.#tell();
  }

  onChange(listener: (preferences: Preferences) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell(): void {
    const shown = this.shown;
    for (const listener of this.#listeners) listener(shown);
  }
}

function read(store: PreferenceStore): Stored {
  const stored = Object.entries(storedSchema.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(store.get(key));
    return parsed.success ? [[key, parsed.data] as const] : [];
  });
  return storedSchema.parse({ ...standard, ...Object.fromEntries(stored) });
}
