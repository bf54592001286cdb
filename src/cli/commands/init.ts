import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { plain } from '../output/text.ts';
import { usageError } from '../usage.ts';

const sentences = {
  created: (root: string) => [
    `Created the workspace ${root}`,
    `Drop files into ${root}/watch_inbox, then run "employee run".`,
  ],
  adopted: (root: string) => [
    `Adopted the workspace ${root}: its tasks, vault, logs and audit days stay as they are.`,
    'Run "employee run" to go on with it.',
  ],
  existing: (root: string) => [`${root} is a workspace already; nothing was changed.`],
} as const;

export function initCommand(cli: Cli): Command {
  return new Command('init')
    .description('Create a workspace from the template, or adopt one. Nothing existing is overwritten.')
    .argument('[dir]', 'the folder; otherwise the workspace the other commands use')
    .action(async (folder: string | undefined) => {
      if (folder !== undefined && cli.globals.workspace !== undefined)
        throw usageError('init', 'both DIR and --workspace name a folder', 'Give one of them');
      const workspace = await cli.workspace(folder);
      const running = workspace.exists() ? await workspace.connect() : undefined;
      if (running) {
        running.close();
        report(workspace.root, 'existing');
        return;
      }
      const employee = await workspace.open({ mode: 'command', create: true, trust: true });
      const { root, kind } = employee.workspace;
      const { problems } = employee;
      await employee.stop('graceful');
      for (const problem of problems) cli.output.note(`employee: ${plain(problem)}`);
      report(root, kind);
    });

  function report(root: string, kind: keyof typeof sentences): void {
    cli.output.result({ workspace: root, kind }, () => sentences[kind](plain(root)));
  }
}
