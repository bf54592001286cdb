import { Command } from 'commander';
import { act, type Cli } from '../cli.ts';
import { plain } from '../output/text.ts';

export function resumeCommand(cli: Cli): Command {
  return new Command('resume').description('Begin tasks again after a pause.').action(async () => {
    const done = await act(cli, (api) => api.call('resume', {}));
    cli.output.result(done, () => [plain(done.message)]);
  });
}
