import { createContext, Fragment, type ReactNode, useContext } from 'react';
import type { MessageKey, Translator, Values } from './catalogue.ts';

export const TranslatorContext = createContext<Translator | undefined>(undefined);

export function useTranslator(): Translator {
  const translator = useContext(TranslatorContext);
  if (translator === undefined) throw new Error('no translator around this component');
  return translator;
}

/** A text whose parameters are elements, such as an amount in bold. The language decides their order. */
export function Phrase<Key extends MessageKey>({ k, values }: { k: Key; values: Values<Key, ReactNode> }) {
  const { parts, formats } = useTranslator();
  const given: Readonly<Record<string, ReactNode>> = values;
  const count = typeof given.count === 'number' ? given.count : undefined;
  return parts(k, count).map((part, index) => {
    const value = 'text' in part ? part.text : given[part.parameter];
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
    return <Fragment key={index}>{typeof value === 'number' ? formats.number(value) : value}</Fragment>;
  });
}
