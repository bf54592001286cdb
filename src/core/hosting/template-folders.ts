import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TemplateFolder } from '../workspace/index.ts';

/** What a new workspace starts from: it lies beside `package.json`, above the sources and the built bundle alike. */
export function templateFolders(): readonly TemplateFolder[] {
  const root = packageRoot(dirname(fileURLToPath(import.meta.url)));
  return [
    { source: join(root, 'obsidian_vault'), destination: 'vault' },
    { source: join(root, 'assets', 'workspace_template'), destination: 'root' },
  ];
}

function packageRoot(folder: string): string {
  const parent = dirname(folder);
  return existsSync(join(folder, 'package.json')) || parent === folder ? folder : packageRoot(parent);
}
