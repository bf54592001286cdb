/**
 * What the calls of models cost: prices, caps, and the ledger in which the worst case of a call stands before the call.
 * Everything is counted in whole micro-dollars, by UTC day.
 */
export { type Caps, type OverBudget, overBudgetReason, smallestCap } from './budget.ts';
export { type CallOutcome, CostLedger, type Reservation } from './cost-ledger.ts';
export { costOf, type MicroUsd, microUsd, type TokenPrice, usd } from './money.ts';
export { knownModel, type ModelPrice, type OwnPrice, PriceBook, priceTable } from './prices.ts';
export { costReport } from './report.ts';
