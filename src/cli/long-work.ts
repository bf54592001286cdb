import type { Api } from '../shared/api.ts';
import { EmployeeError } from '../shared/errors.ts';
import type { EmployeeEvent } from '../shared/events.ts';
import { type Cli, missing } from './cli.ts';
import { LiveLine } from './output/live-line.ts';
import { progressText } from './output/progress-view.ts';
import type { Workspace } from './workspace.ts';

export interface LongWork {
  /** What is done, such as "the backup": for the line that says how far it is and for the error when it is cancelled. */
  readonly name: string;
  /** Reads the files when another process holds the workspace and does not answer. */
  readonly readsFiles?: boolean;
}

/**
 * Does work that takes its time through the running employee, else under the lock: shows on a terminal how far it is, and Ctrl-C
 * cancels it, which gives its space back.
 */
export async function doLongWork<T>(
  cli: Cli,
  { name, readsFiles = false }: LongWork,
  work: (api: Api, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancel = new AbortController();
  const unlisten = cli.terminal.onSignal(() => cancel.abort(cancelled(name)));
  const { stderr } = cli.terminal;
  const line = stderr.isTerminal ? new LiveLine(stderr, cli.clock) : undefined;
  const tell = (event: EmployeeEvent) => {
    if (event.kind === 'progress') line?.show(progressText(name, event.progress));
  };
  line?.show(progressText(name, undefined));
  try {
    const workspace = await cli.workspace();
    return await withEmployee(workspace, readsFiles, tell, (api) => work(api, cancel.signal));
  } finally {
    line?.end();
    unlisten();
  }
}

async function withEmployee<T>(
  workspace: Workspace,
  readsFiles: boolean,
  tell: (event: EmployeeEvent) => void,
  work: (api: Api) => Promise<T>,
): Promise<T> {
  try {
    const running = await workspace.connect();
    if (running) {
      try {
        return await work(running);
      } finally {
        running.close();
      }
    }
    if (!workspace.exists()) throw missing(workspace.root);
    const employee = await workspace.open({ mode: 'command' });
    const unlisten = employee.onEvent(tell);
    try {
      return await work(employee.api);
    } finally {
      unlisten();
      await employee.stop('graceful');
    }
  } catch (error) {
    const isSilent =
      error instanceof EmployeeError && (error.code === 'timeout' || error.code === 'workspace_held');
    if (!readsFiles || !isSilent) throw error;
    return work(await workspace.reader());
  }
}

function cancelled(name: string): EmployeeError {
  return new EmployeeError('failed', {
    what: `cannot finish ${name}`,
    why: 'it was cancelled',
    hint: 'Nothing was left behind; run the command again when it suits',
  });
}
