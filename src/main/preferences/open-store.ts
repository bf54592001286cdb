import { renameSync } from 'node:fs';
import type { PreferenceStore } from './preferences.ts';

export interface OpenedStore {
  readonly store: PreferenceStore;
  /** Where a file that could not be understood now lies. */
  readonly setAside: string | undefined;
}

/**
 * Opens the file of the preferences. One that cannot be understood is moved aside under a name with the time, never
 * overwritten, and a new one is begun.
 *
 * @param create opens the file and throws `SyntaxError` when it is not readable as preferences
 */
export function openPreferenceStore(
  create: () => PreferenceStore,
  path: string,
  now: () => number,
): OpenedStore {
  try {
    return { store: create(), setAside: undefined };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const setAside = `${path}.broken-${new Date(now()).toISOString().replaceAll(/[-:.]/g, '')}`;
    renameSync(path, setAside);
    return { store: create(), setAside };
  }
}
