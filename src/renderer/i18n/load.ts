import { createTranslator, type Language } from '../../shared/i18n/index.ts';
import type { English, Translator } from './catalogue.ts';
import { en } from './en/index.ts';

/** English is at hand from the first moment; other languages are fetched when they are asked for. */
export const english = createTranslator<English>('en', en);

export async function loadTranslator(language: Language): Promise<Translator> {
  if (language === 'en') return english;
  const { ur } = await import('./ur/index.ts');
  return createTranslator<English>('ur', ur);
}
