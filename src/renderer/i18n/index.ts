export type { Formats, Language } from '../../shared/i18n/index.ts';
export type { MessageKey, PlainKey, Translator } from './catalogue.ts';
export { Phrase, TranslatorContext, useTranslator } from './context.tsx';
export { isPlainKey } from './known.ts';
export { english, loadTranslator } from './load.ts';
