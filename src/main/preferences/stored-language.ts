import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Language } from '../../shared/i18n/index.ts';
import { preferencesSchema } from '../../shared/shell.ts';

const chosen = z.object({ language: preferencesSchema.shape.language });

/**
 * The language a person chose, read without anything that may have failed: for what is said when the app cannot start.
 * English where nothing can be read.
 *
 * @param path absolute path of the preferences' file
 */
export function storedLanguage(path: string): Language {
  try {
    return chosen.parse(JSON.parse(readFileSync(path, 'utf8'))).language;
  } catch {
    return 'en';
  }
}
