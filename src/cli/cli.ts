import type { Clock } from '../core/clock/index.ts';
import type { Api } from '../shared/api.ts';
import { EmployeeError } from '../shared/errors.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Output } from './output/output.ts';
import type { Terminal } from './terminal.ts';
import type { Workspace } from './workspace.ts';

/** What a command has to work with. */
export interface Cli {
  readonly globals: GlobalOptions;
  readonly output: Output;
  readonly terminal: Terminal;
  readonly clock: Clock;
  /** The workspace of this line; `folder` stands for `--workspace`. */
  workspace(folder?: string): Promise<Workspace>;
}

/** Does `work` with the running employee when there is one, else with the workspace opened under the lock. */
export async function act<T>(cli: Cli, work: (api: Api) => Promise<T>): Promise<T> {
  const workspace = await cli.workspace();
  const running = await workspace.connect();
  if (running) return withRunning(running, work);
  return withOpened(workspace, work);
}

/** Like `act`, but an employee that does not answer does not stand in the way of looking. */
export async function look<T>(cli: Cli, work: (api: Api) => Promise<T>): Promise<T> {
  const workspace = await cli.workspace();
  try {
    const running = await workspace.connect();
    return await (running ? withRunning(running, work) : withOpened(workspace, work));
  } catch (error) {
    if (!(error instanceof EmployeeError) || (error.code !== 'timeout' && error.code !== 'workspace_held'))
      throw error;
    cli.output.note(
      'employee: another process holds this workspace and does not answer: this is what the files say.',
    );
    return work(await workspace.reader());
  }
}

/** Asks the running employee, else reads the files; never takes the lock and never writes. */
export async function inspect<T>(cli: Cli, work: (api: Api) => Promise<T>): Promise<T> {
  const workspace = await cli.workspace();
  const running = await workspace.connect().catch((error: unknown) => {
    if (error instanceof EmployeeError && error.code === 'timeout') return undefined;
    throw error;
  });
  if (running) return withRunning(running, work);
  if (!workspace.exists()) throw missing(workspace.root);
  return work(await workspace.reader());
}

/** There is no workspace where one was expected. */
export function missing(root: string): EmployeeError {
  return new EmployeeError('not_found', {
    what: `cannot use the workspace ${root}`,
    why: 'there is none',
    hint: 'Make one with "employee init", or name another with --workspace DIR',
  });
}

async function withRunning<T>(running: Api & { close(): void }, work: (api: Api) => Promise<T>): Promise<T> {
  try {
    return await work(running);
  } finally {
    running.close();
  }
}

async function withOpened<T>(workspace: Workspace, work: (api: Api) => Promise<T>): Promise<T> {
  if (!workspace.exists()) throw missing(workspace.root);
  const employee = await workspace.open({ mode: 'command' });
  try {
    return await work(employee.api);
  } finally {
    await employee.stop('graceful');
  }
}
