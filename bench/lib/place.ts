import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fresh folder of one benchmark. It is left in the temporary folder: mass deletes slow ext4 down for minutes. */
export interface Place {
  readonly base: string;
  readonly workspace: string;
  readonly inbox: string;
  readonly completed: string;
  readonly approvals: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Makes the folder with a home and a per-user state of its own. */
export function freshPlace(name: string): Place {
  const base = mkdtempSync(join(tmpdir(), `employee-bench-${name}-`));
  const workspace = join(base, 'workspace');
  const home = join(base, 'home');
  for (const folder of [workspace, home, join(base, 'config')]) mkdirSync(folder);
  return {
    base,
    workspace,
    inbox: join(workspace, 'watch_inbox'),
    completed: join(workspace, 'task_queue', 'completed'),
    approvals: join(workspace, 'task_queue', 'approvals'),
    environment: {
      PATH: process.env.PATH,
      HOME: home,
      XDG_CONFIG_HOME: join(base, 'config'),
      LLM_PROVIDER: 'local',
    },
  };
}
