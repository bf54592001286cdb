import type { PlainKey } from './catalogue.ts';
import { en } from './en/index.ts';

const texts = new Map<string, unknown>(Object.entries(en));

/** Whether there is a text of this key that asks for nothing: for keys made of names that records use. */
export function isPlainKey(key: string): key is PlainKey {
  const text = texts.get(key);
  return typeof text === 'string' && !text.includes('{');
}
