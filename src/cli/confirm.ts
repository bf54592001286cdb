import { EmployeeError } from '../shared/errors.ts';
import type { Cli } from './cli.ts';

/** Says what will be done and asks. Throws `needs_confirmation` when nobody can answer, `failed` on a no. */
export async function confirm(cli: Cli, what: string, consequence: string): Promise<void> {
  if (cli.globals.yes) return;
  if (!cli.terminal.inputIsTerminal || !cli.terminal.stderr.isTerminal)
    throw new EmployeeError('needs_confirmation', {
      what,
      why: 'it asks first, and there is no terminal to answer on',
      hint: `${consequence} Add --yes if that is what you want`,
    });
  cli.output.note(consequence);
  const answer = await cli.terminal.ask('Go on? [y/N] ', cli.terminal.readerLeft);
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw new EmployeeError('failed', {
    what,
    why: 'you said no',
    hint: 'Nothing was changed',
  });
}
