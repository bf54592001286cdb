import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Command } from 'commander';
import { describeError, EmployeeError } from '../../shared/errors.ts';
import { act, type Cli, look } from '../cli.ts';
import { decodeText } from '../decode-text.ts';
import { policyLines } from '../output/policy-view.ts';
import { plain } from '../output/text.ts';

const maxBytes = 1024 * 1024;

export function policyCommand(cli: Cli): Command {
  const command = new Command('policy').description('The rules of Company_Handbook.md.');
  command
    .command('show')
    .description('The rules in force, in words.')
    .action(async () => {
      const shown = await look(cli, (api) => api.call('policy.show', {}));
      cli.output.result(shown, () => [
        ...shown.rules.map(plain),
        ...(shown.problem === null ? [] : [cli.output.style('yellow', plain(shown.problem))]),
        ...(shown.unconfirmed ? ['Accept it with: employee policy confirm'] : []),
      ]);
    });
  command
    .command('test')
    .description('What the policy would do with a file, and why. Changes nothing.')
    .argument('<file>', 'the file')
    .action(async (file: string) => {
      const text = readText(resolve(cli.terminal.currentFolder, file));
      const verdict = await look(cli, (api) => api.call('policy.test', { text, file_name: basename(file) }));
      cli.output.result(verdict, () => policyLines(verdict, cli.output));
    });
  command
    .command('confirm')
    .description('Accept a changed policy block; until then the stricter of old and new holds.')
    .action(async () => {
      const done = await act(cli, (api) => api.call('policy.confirm', {}));
      cli.output.result(done, () => [plain(done.message)]);
    });
  return command;
}

function readText(path: string): string {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw unreadable(path, 'it is not a file');
    if (stats.size > maxBytes) throw unreadable(path, 'it is larger than 1 MiB');
    return decodeText(readFileSync(path));
  } catch (error) {
    throw error instanceof EmployeeError ? error : unreadable(path, describeError(error));
  }
}

function unreadable(path: string, why: string): EmployeeError {
  return new EmployeeError('invalid_input', {
    what: `cannot read ${path}`,
    why,
    hint: 'Name a text file of at most 1 MiB',
  });
}
