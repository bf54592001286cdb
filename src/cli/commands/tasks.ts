import { resolve } from 'node:path';
import { Argument, Command, Option } from 'commander';
import type { Api, TaskSummary } from '../../shared/api.ts';
import { finalStatuses, taskStates } from '../../shared/task.ts';
import { act, type Cli, look } from '../cli.ts';
import { wholeNumber } from '../numbers.ts';
import { promptLines } from '../output/prompt-view.ts';
import { taskLines, taskListLines } from '../output/task-view.ts';
import { plain } from '../output/text.ts';
import { searchTasks } from '../search-tasks.ts';
import { taskIds, withTaskId } from '../task-id.ts';
import { usageError } from '../usage.ts';

const states = [...taskStates, 'quarantine'] as const;

interface ListOptions {
  readonly state?: (typeof states)[number];
  readonly limit: number;
  readonly search?: string;
  readonly type?: string;
  readonly status?: (typeof finalStatuses)[number];
}

export function tasksCommand(cli: Cli): Command {
  const command = new Command('tasks').description('The queue.');
  command
    .command('list')
    .description('Tasks, those being worked on and waiting first.')
    .addOption(new Option('--state <state>', 'only those in this state').choices(states))
    .option('--limit <n>', 'at most this many', wholeNumber(1, 100_000), 50)
    .option('--search <text>', 'only those with all these words in id, file name, type or result')
    .option('--type <type>', 'only those of this type')
    .addOption(new Option('--status <status>', 'only those that ended so').choices(finalStatuses))
    .action(async (options: ListOptions) => {
      const tasks = await look(cli, (api) => listed(cli, api, options));
      cli.output.result(tasks, () => taskListLines(tasks, cli.output));
    });
  command
    .command('show')
    .description('One task: its text, plan, actions and audit entries.')
    .addArgument(id())
    .option('--prompt', 'what the model was told about it, exactly as it was sent')
    .action(async (typed: string, options: { prompt?: boolean }) => {
      if (options.prompt) return showPrompt(cli, typed);
      const shown = await look(cli, (api) =>
        withTaskId(api, typed, taskIds, (task) => api.call('tasks.show', { id: task })),
      );
      cli.output.result(shown, () => taskLines(shown, cli.output));
    });
  command
    .command('add')
    .description('Drop a file into the inbox.')
    .argument('<file>', 'the file; it stays where it is')
    .action(async (file: string) => {
      const path = resolve(cli.terminal.currentFolder, file);
      const done = await act(cli, (api) => api.call('tasks.add', { path }));
      cli.output.result(done, () => [plain(done.message)]);
    });
  command
    .command('retry')
    .description('Do a failed task again.')
    .addArgument(id())
    .action((typed: string) => change(cli, 'tasks.retry', typed));
  command
    .command('cancel')
    .description('Finish a waiting task without doing it.')
    .addArgument(id())
    .action((typed: string) => change(cli, 'tasks.cancel', typed));
  return command;
}

async function listed(
  cli: Cli,
  api: Api,
  { state, limit, search, type, status }: ListOptions,
): Promise<readonly TaskSummary[]> {
  if (search === undefined && type === undefined && status === undefined)
    return api.call('tasks.list', { state, limit });
  if (state === 'quarantine')
    throw usageError(
      'tasks list',
      'what is in quarantine was not understood and cannot be searched',
      'Leave --state out',
    );
  const question = {
    text: search ?? '',
    states: state ? [state] : [],
    types: type ? [type] : [],
    statuses: status ? [status] : [],
  };
  return searchTasks(api, cli.clock, question, limit);
}

async function showPrompt(cli: Cli, typed: string): Promise<void> {
  const sent = await act(cli, (api) =>
    withTaskId(api, typed, taskIds, (task) => api.call('tasks.prompt', { id: task })),
  );
  cli.output.result(sent, () => promptLines(sent.calls, cli.output));
}

function id(): Argument {
  return new Argument('<id>', 'its id, or a part that only this task has');
}

async function change(cli: Cli, name: 'tasks.retry' | 'tasks.cancel', typed: string): Promise<void> {
  const done = await act(cli, (api) =>
    withTaskId(api, typed, taskIds, (task) => api.call(name, { id: task })),
  );
  cli.output.result(done, () => [plain(done.message)]);
}
