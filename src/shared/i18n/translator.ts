import type { Catalogue, Texts, ValuesArgument } from './catalogue.ts';
import { createFormats, type Formats, type Language, locales } from './formats.ts';
import { type Part, partsOf } from './message.ts';

/** The texts of one language, with what their parameters are to be put in. */
export interface Translator<English extends Texts> {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly formats: Formats;
  /** The text of a key. Numbers are written as the language writes them. */
  readonly t: <Key extends keyof English>(
    key: Key,
    ...values: ValuesArgument<English[Key], string | number>
  ) => string;
  /** The parts of a text, for one whose parameters are more than text. */
  readonly parts: (key: keyof English, count?: number) => readonly Part[];
}

/** `English` is named by the caller: a catalogue of another language does not tell what its texts ask for. */
export function createTranslator<English extends Texts>(
  language: Language,
  catalogue: Catalogue<English>,
): Translator<English> {
  const formats = createFormats(language);
  const plural = new Intl.PluralRules(locales[language]);

  const textOf = (key: keyof English, count: number | undefined): string => {
    const message = catalogue[key];
    if (typeof message === 'string') return message;
    return message[plural.select(count ?? 0)] ?? message.other;
  };

  const t: Translator<English>['t'] = (key, ...[values]) => {
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
