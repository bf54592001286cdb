import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Home } from './home.ts';
import { projectFolder } from './project.ts';

/** The same employee in a terminal. */
export async function runHeadless(home: Home, env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(projectFolder, 'bin', 'employee.js'), 'run'], {
    env: { ...home.env, EMPLOYEE_WORKSPACE: home.workspace, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    pid: child.pid,
    end: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
