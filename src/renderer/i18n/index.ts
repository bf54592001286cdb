export type { MessageKey, PlainKey } from './catalogue.ts';
export { Phrase, TranslatorContext, useTranslator } from './context.tsx';
export type { Formats, Language } from './formats.ts';
export { isPlainKey } from './known.ts';
export { english, loadTranslator } from './load.ts';
export type { Translator } from './translator.ts';
