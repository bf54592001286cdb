/**
 * What the app says outside its window: in the tray, in toasts, in dialogs. The window has a catalogue of its own.
 */
import { createTranslator, type Language, type Translator } from '../../shared/i18n/index.ts';
import { en } from './en.ts';
import { ur } from './ur.ts';

/** The texts in one language. */
export type Words = Translator<typeof en>;

/** The texts in the language the person has chosen by now. Ask again for each text: the choice may change. */
export type CurrentWords = () => Words;

/** @param language tells the person's present choice */
export function wordsIn(language: () => Language): CurrentWords {
  const made = new Map<Language, Words>();
  return () => {
    const wanted = language();
    const words = made.get(wanted) ?? createTranslator<typeof en>(wanted, wanted === 'ur' ? ur : en);
    made.set(wanted, words);
    return words;
  };
}
