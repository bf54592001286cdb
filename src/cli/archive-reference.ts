import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Cli } from './cli.ts';

/** What was typed for an archive as the employee takes it: `latest`, a name of the backups folder, or an absolute path. */
export function archiveReference({ terminal }: Cli, typed: string): string {
  if (typed === 'latest') return typed;
  const path = resolve(terminal.currentFolder, typed);
  return /[/\\]/.test(typed) || existsSync(path) ? path : typed;
}
