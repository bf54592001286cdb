import { microUsd, type TokenPrice } from './money.ts';

/** A model the employee knows the price of. */
export interface KnownModel {
  readonly name: string;
  /** Dollars for a million tokens, in and out. */
  readonly inputUsd: number;
  readonly outputUsd: number;
  /** Tokens that prompt and answer may have together at this price. */
  readonly contextTokens: number;
}

/**
 * List prices as the vendors publish them (openai.com/api/pricing, anthropic.com/pricing, ai.google.dev/pricing), without
 * discounts for caching or batches, so that they can only be too high. A person's own prices go first.
 */
export const priceTable = {
  asOf: '2025-12-01',
  models: [
    { name: 'gpt-4o-mini', inputUsd: 0.15, outputUsd: 0.6, contextTokens: 128_000 },
    { name: 'gpt-4o', inputUsd: 2.5, outputUsd: 10, contextTokens: 128_000 },
    { name: 'gpt-4.1', inputUsd: 2, outputUsd: 8, contextTokens: 1_000_000 },
    { name: 'gpt-4.1-mini', inputUsd: 0.4, outputUsd: 1.6, contextTokens: 1_000_000 },
    { name: 'gpt-4.1-nano', inputUsd: 0.1, outputUsd: 0.4, contextTokens: 1_000_000 },
    { name: 'gpt-5', inputUsd: 1.25, outputUsd: 10, contextTokens: 272_000 },
    { name: 'gpt-5-mini', inputUsd: 0.25, outputUsd: 2, contextTokens: 272_000 },
    { name: 'gpt-5-nano', inputUsd: 0.05, outputUsd: 0.4, contextTokens: 272_000 },
    { name: 'gpt-5.1', inputUsd: 1.25, outputUsd: 10, contextTokens: 272_000 },
    { name: 'o1', inputUsd: 15, outputUsd: 60, contextTokens: 200_000 },
    { name: 'o3', inputUsd: 2, outputUsd: 8, contextTokens: 200_000 },
    { name: 'o3-mini', inputUsd: 1.1, outputUsd: 4.4, contextTokens: 200_000 },
    { name: 'o4-mini', inputUsd: 1.1, outputUsd: 4.4, contextTokens: 200_000 },
    { name: 'gpt-4-turbo', inputUsd: 10, outputUsd: 30, contextTokens: 128_000 },
    { name: 'gpt-3.5-turbo', inputUsd: 0.5, outputUsd: 1.5, contextTokens: 16_385 },
    { name: 'claude-opus-4.5', inputUsd: 5, outputUsd: 25, contextTokens: 200_000 },
    { name: 'claude-opus-4.1', inputUsd: 15, outputUsd: 75, contextTokens: 200_000 },
    { name: 'claude-sonnet-4.5', inputUsd: 3, outputUsd: 15, contextTokens: 200_000 },
    { name: 'claude-sonnet-4', inputUsd: 3, outputUsd: 15, contextTokens: 200_000 },
    { name: 'claude-haiku-4.5', inputUsd: 1, outputUsd: 5, contextTokens: 200_000 },
    { name: 'gemini-2.5-pro', inputUsd: 1.25, outputUsd: 10, contextTokens: 200_000 },
    { name: 'gemini-2.5-flash', inputUsd: 0.3, outputUsd: 2.5, contextTokens: 1_000_000 },
    { name: 'gemini-2.5-flash-lite', inputUsd: 0.1, outputUsd: 0.4, contextTokens: 1_000_000 },
  ],
} as const satisfies { readonly asOf: string; readonly models: readonly KnownModel[] };

/** What a person said about the price of a model: dollars for a million tokens, or that any price is fine. */
export type OwnPrice = { readonly input: number; readonly output: number } | 'unlimited';

/** What a call of a model may cost. `unlimited`: a person said that it need not be known. */
export type ModelPrice =
  | { readonly kind: 'known'; readonly price: TokenPrice; readonly source: 'own' | 'table' }
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'unknown' };

/** Prices by model name, wherever the endpoint is. */
export class PriceBook {
  readonly #own: () => Readonly<Record<string, OwnPrice>>;

  constructor(own: () => Readonly<Record<string, OwnPrice>>) {
    this.#own = own;
  }

  priceOf(model: string): ModelPrice {
    const prices = this.#own();
    const own = Object.hasOwn(prices, model) ? prices[model] : undefined;
    if (own === 'unlimited') return { kind: 'unlimited' };
    if (own) return { kind: 'known', source: 'own', price: tokenPrice(own.input, own.output) };
    const known = knownModel(model);
    if (known === undefined) return { kind: 'unknown' };
    return { kind: 'known', source: 'table', price: tokenPrice(known.inputUsd, known.outputUsd) };
  }
}

/** Also under the names that routers (`openai/gpt-4o`) and dated versions (`gpt-4o-2024-08-06`) give a model. */
export function knownModel(model: string): KnownModel | undefined {
  const plain = model.slice(model.lastIndexOf('/') + 1).replace(/-(?:20\d{2}-\d{2}-\d{2}|20\d{6})$/, '');
  return priceTable.models.find(({ name }) => name === plain);
}

function tokenPrice(inputUsd: number, outputUsd: number): TokenPrice {
  return { inputPerMillion: microUsd(inputUsd), outputPerMillion: microUsd(outputUsd) };
}
