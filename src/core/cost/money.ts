/** Whole millionths of a dollar: sums of them are exact. */
export type MicroUsd = number;

/** What a model asks for a million tokens, in micro-dollars. */
export interface TokenPrice {
  readonly inputPerMillion: MicroUsd;
  readonly outputPerMillion: MicroUsd;
}

const million = 1_000_000;

/** Dollars, for documents that people and scripts read. */
export function usd(amount: MicroUsd): number {
  return amount / million;
}

/** The nearest micro-dollar: amounts that a person types have at most a few places. */
export function microUsd(dollars: number): MicroUsd {
  return Math.round(dollars * million);
}

/** What that many tokens cost, rounded up to the next micro-dollar. */
export function costOf(price: TokenPrice, promptTokens: number, completionTokens: number): MicroUsd {
  // Tokens times price can pass 2^53 for prices that a person may set.
  const total =
    BigInt(Math.ceil(promptTokens)) * BigInt(price.inputPerMillion) +
    BigInt(Math.ceil(completionTokens)) * BigInt(price.outputPerMillion);
  const perMillion = BigInt(million);
  return Number((total + perMillion - 1n) / perMillion);
}
