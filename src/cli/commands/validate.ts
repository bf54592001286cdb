import { Command } from 'commander';
import { act, type Cli } from '../cli.ts';
import { ExitWith } from '../exit-with.ts';
import { validationLines } from '../output/validation-view.ts';

export function validateCommand(cli: Cli): Command {
  return new Command('validate')
    .description('Drop a test file and watch it being finished, at most 30 s. Never costs a model call.')
    .action(async () => {
      const validation = await act(cli, (api) => api.call('validate', {}));
      cli.output.result(validation, () => validationLines(validation, cli.output));
      if (!validation.passed) throw new ExitWith(1);
    });
}
