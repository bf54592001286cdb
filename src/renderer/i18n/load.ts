import { en } from './en/index.ts';
import type { Language } from './formats.ts';
import { createTranslator, type Translator } from './translator.ts';

/** English is at hand from the first moment; other languages are fetched when they are asked for. */
export const english = createTranslator('en', en);

export async function loadTranslator(language: Language): Promise<Translator> {
  if (language === 'en') return english;
  const { ur } = await import('./ur/index.ts');
  return createTranslator('ur', ur);
}
