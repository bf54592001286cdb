import type { CostReport, PriceEntry } from '../../shared/commands/cost.ts';
import { dollars } from './format.ts';
import type { Output } from './output.ts';
import { table } from './table.ts';
import { plain } from './text.ts';

/** `employee cost` for a person; days without a call are left out. */
export function costLines({ days, budget }: CostReport, output: Output): readonly string[] {
  const rows = days.flatMap(({ date, by_model: models }) =>
    Object.entries(models).map(([model, sum]) => [
      date,
      plain(model),
      `${sum.calls}`,
      sum.prompt_tokens.toLocaleString('en-US'),
      sum.completion_tokens.toLocaleString('en-US'),
      dollars(sum.cost_usd, sum.lower_bound),
    ]),
  );
  const columns = [
    { title: 'UTC DAY' },
    { title: 'MODEL', shrinksTo: 12 },
    { title: 'CALLS', align: 'right' },
    { title: 'TOKENS IN', align: 'right' },
    { title: 'OUT', align: 'right' },
    { title: 'COST', align: 'right' },
  ] as const;
  const [today] = days;
  return [
    ...(rows.length === 0 ? ['No model was called in these days.'] : table(columns, rows, output.width)),
    `Today: ${dollars(today?.cost_usd ?? 0, today?.lower_bound ?? false)} of ${dollars(budget.day_usd, false)}, ${dollars(budget.day_left_usd, false)} left`,
    ...(budget.month_usd === null || budget.month_left_usd === null
      ? []
      : [
          `This month: ${dollars(budget.month_spent_usd, false)} of ${dollars(budget.month_usd, false)}, ${dollars(budget.month_left_usd, false)} left`,
        ]),
    ...(budget.task_usd === null ? [] : [`Each task: at most ${dollars(budget.task_usd, false)}`]),
  ];
}

/** `employee cost prices` for a person. */
export function priceLines(prices: readonly PriceEntry[], output: Output): readonly string[] {
  const rows = prices.map(({ model, input_usd: input, output_usd: answer, source, as_of: asOf }) => [
    plain(model),
    input === null ? '' : `$${input}`,
    answer === null ? '' : `$${answer}`,
    asOf === null ? source : `${source}, ${asOf}`,
  ]);
  const columns = [
    { title: 'MODEL', shrinksTo: 12 },
    { title: 'IN / MILLION', align: 'right' },
    { title: 'OUT / MILLION', align: 'right' },
    { title: 'FROM' },
  ] as const;
  return table(columns, rows, output.width);
}
