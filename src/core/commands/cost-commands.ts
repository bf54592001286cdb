import type { PriceEntry } from '../../shared/commands/cost.ts';
import { costReport, priceTable } from '../cost/index.ts';
import { spendingCaps } from '../planners.ts';
import type { Handlers } from './handlers.ts';
import type { CommandServices } from './services.ts';

/** What models cost. */
export function costCommands({ ledger, settings, trail, clock, planners }: CommandServices) {
  return {
    cost: async ({ days }) => costReport(ledger, spendingCaps(settings), clock.now(), days),

    'cost.prices': async () => {
      const own = Object.keys(settings.get('llm.prices'));
      const names = new Set([
        settings.get('llm.model'),
        ...own,
        ...priceTable.models.map(({ name }) => name),
      ]);
      return [...names].map((model): PriceEntry => {
        const price = planners.prices.priceOf(model);
        if (price.kind !== 'known')
          return { model, input_usd: null, output_usd: null, source: price.kind, as_of: null };
        const { inputPerMillion, outputPerMillion } = price.price;
        return {
          model,
          input_usd: inputPerMillion / 1_000_000,
          output_usd: outputPerMillion / 1_000_000,
          source: price.source,
          as_of: price.source === 'table' ? priceTable.asOf : null,
        };
      });
    },

    'cost.set-price': async ({ model, price }) => {
      const { [model]: _, ...others } = settings.get('llm.prices');
      const said =
        price === null
          ? undefined
          : price === 'unlimited'
            ? price
            : { input: price.input_usd, output: price.output_usd };
      const prices = said === undefined ? others : { ...others, [model]: said };
      const entry = await settings.set('llm.prices', Object.keys(prices).length === 0 ? null : prices);
      trail.record({
        action: 'setting_changed',
        details: { key: entry.path, value: entry.value, model, price: said ?? null },
      });
      await trail.commit();
      return { message: messageOf(model, said) };
    },
  } satisfies Partial<Handlers>;
}

function messageOf(model: string, said: { input: number; output: number } | 'unlimited' | undefined): string {
  if (said === undefined) return `The price of ${model} is that of the table again, if it has one`;
  if (said === 'unlimited')
    return `${model} may be called although its price is not known: no budget holds for it`;
  return `${model} costs $${said.input} for a million tokens in, $${said.output} out`;
}
