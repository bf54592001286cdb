import type * as i18n from '../../shared/i18n/index.ts';
import type { en } from './en/index.ts';

/** The texts the window shows, in English. */
export type English = typeof en;

/** Every text the window shows, by key, in one language. */
export type Catalogue = i18n.Catalogue<English>;

export type MessageKey = keyof English;
export type PlainKey = i18n.PlainKey<English>;
export type Values<Key extends MessageKey, Value> = i18n.Values<English[Key], Value>;
export type Translator = i18n.Translator<English>;
