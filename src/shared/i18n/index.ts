/**
 * Texts in more than one language: the typed catalogue, and the translator of one language. The window and the app
 * around it each have a catalogue of their own.
 */
export type { Catalogue, PlainKey, Texts, Values } from './catalogue.ts';
export { createFormats, type Formats, type Language } from './formats.ts';
export { type Message, partsOf } from './message.ts';
export { createTranslator, type Translator } from './translator.ts';
