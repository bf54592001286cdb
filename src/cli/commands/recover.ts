import { Command } from 'commander';
import type { CommandInput } from '../../shared/api.ts';
import { act, type Cli } from '../cli.ts';
import { confirm } from '../confirm.ts';
import { plain } from '../output/text.ts';
import { approvalIds, withTaskId } from '../task-id.ts';
import { usageError } from '../usage.ts';

type Outcome = CommandInput<'recover.resolve'>['outcome'];

interface ResolveOptions {
  readonly happened?: boolean;
  readonly didNotHappen?: boolean;
  readonly retry?: boolean;
}

export function recoverCommand(cli: Cli): Command {
  const command = new Command('recover').description('Put right what an interruption left behind.');
  command
    .command('clean-stuck')
    .description('Return tasks that sit in pending for too long to the inbox.')
    .action(() =>
      giveBack(cli, 'recover.clean-stuck', 'Stuck tasks go back to the inbox and are worked on again.'),
    );
  command
    .command('reset-pending')
    .description('Return everything in pending to the inbox.')
    .action(() =>
      giveBack(
        cli,
        'recover.reset-pending',
        'Every task in pending goes back to the inbox and is worked on again.',
      ),
    );
  command
    .command('resolve')
    .description('Say what became of a step whose outcome is unknown.')
    .argument('<id>', "the task's id, or a part that only this one has")
    .option('--happened', 'it happened: go on after it')
    .option('--did-not-happen', 'it did not happen, and shall not')
    .option('--retry', 'do it again')
    .action(async (typed: string, options: ResolveOptions) => {
      const outcome = chosenOutcome(options);
      const done = await act(cli, (api) =>
        withTaskId(api, typed, approvalIds, (id) => api.call('recover.resolve', { id, outcome })),
      );
      cli.output.result(done, () => [plain(done.message)]);
    });
  return command;
}

async function giveBack(
  cli: Cli,
  name: 'recover.clean-stuck' | 'recover.reset-pending',
  consequence: string,
): Promise<void> {
  await confirm(cli, name.replace('.', ' '), consequence);
  const done = await act(cli, (api) => api.call(name, {}));
  cli.output.result(done, () => [plain(done.message), ...done.returned.map((id) => `  ${plain(id)}`)]);
}

function chosenOutcome(options: ResolveOptions): Outcome {
  const chosen: Outcome[] = [
    ...(options.happened ? (['happened'] as const) : []),
    ...(options.didNotHappen ? (['did_not_happen'] as const) : []),
    ...(options.retry ? (['retry'] as const) : []),
  ];
  const [outcome, another] = chosen;
  if (outcome !== undefined && another === undefined) return outcome;
  throw usageError(
    'recover resolve',
    'it needs exactly one answer',
    'Give --happened, --did-not-happen or --retry',
  );
}
