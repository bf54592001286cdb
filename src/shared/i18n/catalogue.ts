import type { Message, ParameterOf } from './message.ts';

/** Texts by key, with their parameters. Those in English define the keys of all languages. */
export type Texts = Readonly<Record<string, Message>>;

/** Every text in one language. */
export type Catalogue<English extends Texts> = { readonly [Key in keyof English]: Message };

/** Keys of messages that ask for nothing. */
export type PlainKey<English extends Texts> = {
  [Key in keyof English & string]: ParameterOf<English[Key]> extends never ? Key : never;
}[keyof English & string];

/** What a message must be given: a value for each parameter. */
export type Values<M extends Message, Value> = {
  readonly [Name in ParameterOf<M>]: Name extends 'count' ? number : Value;
};

/** The values as a last argument that is left out where nothing is asked for. */
export type ValuesArgument<M extends Message, Value> =
  ParameterOf<M> extends never ? [] : [values: Values<M, Value>];
