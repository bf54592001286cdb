import type { Employee } from '../../src/core/employee.ts';
import type { CommandParams } from '../../src/shared/api.ts';
import type { RestoreReport } from '../../src/shared/commands/restore.ts';
import type { TestEmployeeOptions, TestWorkspace } from './open-test-employee.ts';

/** Starts a restore and follows it as a shell does: stops, opens again, starts. */
export async function restored(
  workspace: TestWorkspace,
  employee: Employee,
  params: CommandParams<'restore.start'>,
  options: TestEmployeeOptions = {},
): Promise<{ readonly employee: Employee; readonly report: RestoreReport }> {
  await employee.api.call('restore.start', params);
  const end = await employee.stopped;
  if (end !== 'reopen') throw new Error('it did not ask to be opened again');
  await employee.stop('graceful');
  const next = await workspace.start(options);
  const { last } = await next.api.call('restore.state', {});
  if (last === null) throw new Error('there is no report');
  return { employee: next, report: last };
}
