import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { LaunchedApp } from './launch-app.ts';
import { projectFolder } from './project.ts';

/** Starts the app a second time beside `first`, as a person does, and gives the exit code. */
export async function startAgain(
  first: LaunchedApp,
  args: readonly string[],
  app = projectFolder,
): Promise<number | null> {
  const executable = createRequire(import.meta.url)('electron') as string;
  const child = spawn(executable, [app, ...args], {
    cwd: first.home.folder,
    env: first.env,
    stdio: 'ignore',
  });
  const [code] = await once(child, 'exit');
  return code as number | null;
}
