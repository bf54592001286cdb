import type { en } from './en/index.ts';
import type { Message, ParameterOf } from './message.ts';

/** Every text the window shows, by key, in one language. English defines the keys. */
export type Catalogue = { readonly [Key in MessageKey]: Message };

export type MessageKey = keyof typeof en;

/** Keys of messages that ask for nothing. */
export type PlainKey = {
  [Key in MessageKey]: ParameterOf<(typeof en)[Key]> extends never ? Key : never;
}[MessageKey];

/** What a message must be given: a value for each parameter. */
export type Values<Key extends MessageKey, Value> = {
  readonly [Name in ParameterOf<(typeof en)[Key]>]: Name extends 'count' ? number : Value;
};

/** The values as a last argument that is left out where nothing is asked for. */
export type ValuesArgument<Key extends MessageKey, Value> =
  ParameterOf<(typeof en)[Key]> extends never ? [] : [values: Values<Key, Value>];
