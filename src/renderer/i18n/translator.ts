import type { Catalogue, MessageKey, ValuesArgument } from './catalogue.ts';
import { createFormats, type Formats, type Language, locales } from './formats.ts';
import { type Part, partsOf } from './message.ts';

/** The texts of one language, with what their parameters are to be put in. */
export interface Translator {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly formats: Formats;
  /** The text of a key. Numbers are written as the language writes them. */
  readonly t: <Key extends MessageKey>(key: Key, ...values: ValuesArgument<Key, string | number>) => string;
  /** The parts of a text, for one whose parameters are more than text. */
  readonly parts: (key: MessageKey, count?: number) => readonly Part[];
}

export function createTranslator(language: Language, catalogue: Catalogue): Translator {
  const formats = createFormats(language);
  const plural = new Intl.PluralRules(locales[language]);

  const textOf = (key: MessageKey, count: number | undefined): string => {
    const message = catalogue[key];
    if (typeof message === 'string') return message;
    return message[plural.select(count ?? 0)] ?? message.other;
  };

  const t = <Key extends MessageKey>(key: Key, ...[values]: ValuesArgument<Key, string | number>): string => {
    const given: Readonly<Record<string, string | number>> = values ?? {};
    return partsOf(textOf(key, numberOf(given.count)))
      .map((part) => ('text' in part ? part.text : written(given[part.parameter], formats)))
      .join('');
  };

  return {
    language,
    direction: language === 'ur' ? 'rtl' : 'ltr',
    formats,
    t,
    parts: (key, count) => partsOf(textOf(key, count)),
  };
}

function numberOf(value: string | number | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function written(value: string | number | undefined, formats: Formats): string {
  return typeof value === 'number' ? formats.number(value) : (value ?? '');
}
