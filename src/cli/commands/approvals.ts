import { Argument, Command, Option } from 'commander';
import type { Api } from '../../shared/api.ts';
import { collectAssignments } from '../assignments.ts';
import { act, type Cli, look } from '../cli.ts';
import { wholeNumber } from '../numbers.ts';
import { actionLines, approvalLines, approvalListLines } from '../output/approval-view.ts';
import { plain } from '../output/text.ts';
import { approvalIds, withTaskId } from '../task-id.ts';

export function approvalsCommand(cli: Cli): Command {
  const command = new Command('approvals').description('What waits for you, and your decisions.');
  command
    .command('list')
    .description('Requests that wait.')
    .action(async () => {
      const requests = await look(cli, (api) => api.call('approvals.list', {}));
      cli.output.result(requests, () => approvalListLines(requests, cli.output, cli.clock.now()));
    });
  command
    .command('show')
    .description('One request: exactly what will run, why it asks, how to decide.')
    .addArgument(id())
    .action(async (typed: string) => {
      const shown = await look(cli, (api) =>
        withTaskId(api, typed, approvalIds, (task) => api.call('approvals.show', { id: task })),
      );
      cli.output.result(shown, () => approvalLines(shown, cli.output, cli.clock.now()));
    });
  command
    .command('approve')
    .description('Approve: exactly what is shown runs, once. Never asks.')
    .addArgument(id())
    .option('--sha <prefix>', 'only if this is what `approvals show` showed')
    .addOption(undoOption())
    .action((typed: string, options: { sha?: string; undoSeconds?: number }) =>
      decide(cli, typed, (api, task) => approve(cli, api, task, options)),
    );
  command
    .command('reject')
    .description('Reject: nothing runs. Never asks.')
    .addArgument(id())
    .option('--reason <text>', 'kept with the task and in the audit trail')
    .addOption(undoOption())
    .action((typed: string, { undoSeconds, ...options }: { reason?: string; undoSeconds?: number }) =>
      decide(cli, typed, (api, task) =>
        api.call('approvals.reject', { id: task, ...options, ...undoable(undoSeconds) }),
      ),
    );
  command
    .command('undo')
    .description('Take back a decision that still waits (--undo-seconds, or the window).')
    .addArgument(id())
    .action((typed: string) => decide(cli, typed, (api, task) => api.call('approvals.undo', { id: task })));
  command
    .command('revise')
    .description('Send it back to be planned again with your changes.')
    .addArgument(id())
    .requiredOption('--changes <text>', 'what should be different')
    .action((typed: string, options: { changes: string }) =>
      decide(cli, typed, (api, task) => api.call('approvals.revise', { id: task, changes: options.changes })),
    );
  command
    .command('edit')
    .description('Change arguments of an action; the changed request waits for your approval.')
    .addArgument(id())
    .requiredOption('--action <n>', 'its number in `approvals show`', wholeNumber(1, 1_000))
    .requiredOption('--set <path=value>', 'may be given several times; JSON, else text', collectAssignments)
    .action((typed: string, options: { action: number; set: Record<string, unknown> }) =>
      decide(cli, typed, (api, task) => api.call('approvals.edit', { id: task, ...options })),
    );
  return command;
}

function id(): Argument {
  return new Argument('<id>', "the task's id, or a part that only this request has");
}

function undoOption(): Option {
  const text = 'how long `approvals undo` can take it back, while the employee runs';
  return new Option('--undo-seconds <n>', text).argParser(wholeNumber(0, 30));
}

function undoable(undoSeconds: number | undefined): { readonly undo_seconds?: number } {
  return undoSeconds === undefined ? {} : { undo_seconds: undoSeconds };
}

/** Approves what it shows: without `--sha`, the hash of the request it prints is sent along. */
async function approve(
  cli: Cli,
  api: Api,
  id: string,
  { sha, undoSeconds }: { readonly sha?: string; readonly undoSeconds?: number | undefined },
): Promise<{ message: string }> {
  const later = undoable(undoSeconds);
  if (sha !== undefined) return api.call('approvals.approve', { id, sha, ...later });
  const { request } = await api.call('approvals.show', { id });
  for (const line of actionLines(request.actions)) cli.output.note(line);
  return api.call('approvals.approve', { id, sha: request.approval_sha256, ...later });
}

async function decide(
  cli: Cli,
  typed: string,
  decision: (api: Api, id: string) => Promise<{ message: string }>,
): Promise<void> {
  const done = await act(cli, (api) => withTaskId(api, typed, approvalIds, (task) => decision(api, task)));
  cli.output.result(done, () => [plain(done.message)]);
}
