import { z } from 'zod';

/** What a setting can hold: how it is checked, read from the text of an environment variable, and described. */
export interface ValueType<T> {
  /** For people, after "expected". */
  readonly expected: string;
  readonly schema: z.ZodType<T>;
  /** The value that text stands for; whatever does not fit is left for the schema to refuse. */
  readonly fromText: (text: string) => unknown;
}

/** `null` when not set. */
export function optional<T>(type: ValueType<T>): ValueType<T | null> {
  return { ...type, schema: type.schema.nullable() };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** A whole number in a range, both ends included. */
export function wholeNumber({ from, to }: Range): ValueType<number> {
  return {
    expected: `a whole number from ${from} to ${to}`,
    schema: z.int().min(from).max(to),
    fromText: numberFromText,
  };
}

/** A number in a range, both ends included. */
export function decimal({ from, to }: Range): ValueType<number> {
  return {
    expected: `a number from ${from} to ${to}`,
    schema: z.number().min(from).max(to),
    fromText: numberFromText,
  };
}

/** A text of at most 4,096 characters. */
export function text(expected: string, pattern = /\S/): ValueType<string> {
  return { expected, schema: z.string().max(4_096).regex(pattern), fromText: (value) => value };
}

/** An http or https address. */
export const url: ValueType<string> = {
  expected: 'an http or https address',
  schema: z.url({ protocol: /^https?$/ }),
  fromText: (value) => value,
};

/** True or false, in the words people use. */
export const flag: ValueType<boolean> = {
  expected: 'true or false',
  schema: z.boolean(),
  fromText: (value) => flagWords.get(value.toLowerCase()),
};

/** `aliases`: other words for a choice, lower case. */
export function choice<const T extends string>(
  choices: readonly [T, ...T[]],
  aliases: Readonly<Record<string, T>> = {},
): ValueType<T> {
  return {
    expected: choices.join(' or '),
    schema: z.enum(choices),
    fromText: (value) => aliases[value.toLowerCase()] ?? value.toLowerCase(),
  };
}

/** File extensions with their dot, lower case: `.txt,.md`, also without dots. */
export const extensions: ValueType<readonly string[]> = {
  expected: 'file extensions such as .txt,.md',
  schema: z.array(z.string().regex(/^\.[^./\\\s]{1,30}$/)).min(1),
  fromText: (value) =>
    value
      .split(',')
      .map((part) => part.trim().toLowerCase())
      .filter((part) => part !== '')
      .map((part) => (part.startsWith('.') ? part : `.${part}`)),
};

/** A model's own price: dollars for a million tokens, or `unlimited` where it need not be known. */
export type ModelPriceSetting = { readonly input: number; readonly output: number } | 'unlimited';

/** Prices by model name. As text: `my-model=0.15/0.60, other=unlimited`. */
export const modelPrices: ValueType<Readonly<Record<string, ModelPriceSetting>>> = {
  expected: 'prices such as my-model=0.15/0.60, other=unlimited (dollars for a million tokens, in and out)',
  schema: z.record(
    z.string().min(1).max(200),
    z.union([
      z.literal('unlimited'),
      z.strictObject({
        input: z.number().min(0).max(1_000_000),
        output: z.number().min(0).max(1_000_000),
      }),
    ]),
  ),
  fromText: (value) => {
    const parts = value.split(',').map((part) => part.trim());
    return Object.fromEntries(parts.filter((part) => part !== '').map(priceFromText));
  },
};

function priceFromText(part: string): readonly [string, unknown] {
  const [, model = part, price = ''] = /^(.+)=([^=]*)$/.exec(part) ?? [];
  const [, input = '', output = ''] = /^\$?([\d.]+)\s*\/\s*\$?([\d.]+)$/.exec(price.trim()) ?? [];
  if (input === '') return [model.trim(), price.trim().toLowerCase()];
  return [model.trim(), { input: numberFromText(input), output: numberFromText(output) }];
}

const flagWords: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'yes', 'on'].map((word) => [word, true] as const),
  ...['false', '0', 'no', 'off'].map((word) => [word, false] as const),
]);

/** Stricter than `Number`, which takes '', '0x10' and '1e999'. */
function numberFromText(value: string): unknown {
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : value;
}
