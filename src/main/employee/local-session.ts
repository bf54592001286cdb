import type { EmployeePort, HostedEmployee, Session, SessionEnd, ShellEvent } from './session.ts';

/** Takes the workspace and starts the employee in this process. Throws what keeps it from starting. */
export async function startLocalSession(
  port: EmployeePort,
  root: string,
  options: { readonly trust: boolean },
  heard: (event: ShellEvent) => void,
): Promise<Session> {
  const employee = await port.open(root, options);
  const unlisten = employee.onEvent(heard);
  try {
    // Another process may take the workspace, or a stop be asked, before it has started.
    await Promise.race([employee.start(), employee.stopped]);
    const { trusted } = await employee.api.call('status', {});
    return {
      where: { state: 'running' },
      api: employee.api,
      workspace: { ...employee.workspace, trusted },
      problems: employee.problems,
      ended: endOf(employee),
      stop: async (how) => {
        await employee.stop(how);
        unlisten();
      },
      resumed: () => employee.resumed(),
      reportTrouble: (source, sentence) => employee.reportTrouble(source, sentence),
    };
  } catch (error) {
    unlisten();
    // What kept it from starting is what a person has to hear.
    await employee.stop('now').catch(() => undefined);
    throw error;
  }
}

function endOf(employee: HostedEmployee): Promise<SessionEnd> {
  return employee.stopped.then(
    (end) => ({ kind: end === 'reopen' ? 'reopen_asked' : 'stop_asked' }),
    (error: unknown) => ({ kind: 'lost', error }),
  );
}
