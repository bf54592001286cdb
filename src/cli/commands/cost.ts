import { Command, InvalidArgumentError } from 'commander';
import { act, type Cli } from '../cli.ts';
import { wholeNumber } from '../numbers.ts';
import { costLines, priceLines } from '../output/cost-view.ts';
import { plain } from '../output/text.ts';
import { usageError } from '../usage.ts';

interface PriceOptions {
  readonly input?: number;
  readonly output?: number;
  readonly unlimited?: boolean;
  readonly forget?: boolean;
}

export function costCommand(cli: Cli): Command {
  const command = new Command('cost')
    .description('What the model cost by UTC day, and what is left of the budget.')
    .option('--days <n>', 'how many of the last UTC days', wholeNumber(1, 366), 7)
    .action(async (options: { days: number }) => {
      const report = await act(cli, (api) => api.call('cost', options));
      cli.output.result(report, () => costLines(report, cli.output));
    });
  command
    .command('prices')
    .description('What models cost, as far as it is known.')
    .action(async () => {
      const prices = await act(cli, (api) => api.call('cost.prices', {}));
      cli.output.result(prices, () => priceLines(prices, cli.output));
    });
  command
    .command('price')
    .description('Say what a model costs, in dollars for a million tokens.')
    .argument('<model>')
    .option('--input <usd>', 'for a million tokens of the prompt', dollarsTyped)
    .option('--output <usd>', 'for a million tokens of the answer', dollarsTyped)
    .option('--unlimited', 'call it although its price is not known: no budget holds for it')
    .option('--forget', 'take back what was said')
    .action(async (model: string, options: PriceOptions) => {
      const price = priceSaid(options);
      const done = await act(cli, (api) => api.call('cost.set-price', { model, price }));
      cli.output.result(done, () => [plain(done.message)]);
    });
  return command;
}

function priceSaid({ input, output, unlimited, forget }: PriceOptions) {
  const isPrice = input !== undefined && output !== undefined;
  const ways = [isPrice, unlimited === true, forget === true].filter(Boolean).length;
  const isHalf = (input === undefined) !== (output === undefined);
  if (ways !== 1 || isHalf)
    throw usageError(
      'cost price',
      'expected both --input and --output, or --unlimited, or --forget',
      'Say one of them',
    );
  if (isPrice) return { input_usd: input, output_usd: output };
  return unlimited ? ('unlimited' as const) : null;
}

function dollarsTyped(text: string): number {
  const value = Number(text.replace(/^\$/, ''));
  if (/^\$?\d+(\.\d+)?$/.test(text) && value <= 1_000_000) return value;
  throw new InvalidArgumentError('Expected dollars, such as 0.15.');
}
