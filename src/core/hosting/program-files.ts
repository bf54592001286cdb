import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TemplateFolder } from '../workspace/index.ts';

/**
 * The folder that holds the files the program comes with: in a checkout or an npm package the one with package.json,
 * which is above the sources and the built bundles alike; in an installed app its resources, beside `app.asar`,
 * because other programs (the panel, the notification server, a person) read those files too.
 */
export function programFolder(within = fileURLToPath(import.meta.url)): string {
  const root = packageRoot(dirname(within));
  return basename(root) === 'app.asar' ? dirname(root) : root;
}

/** What a new workspace starts from. */
export function templateFolders(folder = programFolder()): readonly TemplateFolder[] {
  return [
    { source: join(folder, 'obsidian_vault'), destination: 'vault' },
    { source: join(folder, 'assets', 'workspace_template'), destination: 'root' },
  ];
}

function packageRoot(folder: string): string {
  const parent = dirname(folder);
  return existsSync(join(folder, 'package.json')) || parent === folder ? folder : packageRoot(parent);
}
