/** A text, or one text for each plural category of its `count`. `{name}` stands for a parameter. */
export type Message = string | PluralMessage;

export type PluralMessage = { readonly [Category in Intl.LDMLPluralRule]?: string } & {
  readonly one: string;
  readonly other: string;
};

/** The parameters named in a text. */
type ParameterIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterIn<Rest>
  : never;

/** The parameters a message asks for; a plural one always asks for `count`. */
export type ParameterOf<M> = M extends string
  ? ParameterIn<M>
  : M extends { readonly other: infer Text }
    ? ParameterIn<Text> | 'count'
    : never;

/** The parts of a text: what stands there, and names of parameters. */
export type Part = { readonly text: string } | { readonly parameter: string };

export function partsOf(text: string): readonly Part[] {
  return text
    .split(/(\{[a-z][A-Za-z]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{') ? { parameter: piece.slice(1, -1) } : { text: piece }));
}
