import { dirname, join, relative } from 'node:path';
import type { Files } from '../files/index.ts';
import type { WorkspacePaths } from './paths.ts';

/** A folder of files that a new workspace starts with, and where they go. */
export interface TemplateFolder {
  readonly source: string;
  readonly destination: 'root' | 'vault';
}

/** Copies what is missing, one durable file at a time; returns the copied paths relative to the workspace. */
export async function copyTemplate(
  files: Files,
  paths: WorkspacePaths,
  folders: readonly TemplateFolder[],
): Promise<string[]> {
  const copied: string[] = [];
  for (const { source, destination } of folders) {
    const target = destination === 'vault' ? paths.vault.root : paths.root;
    for (const file of listTemplate(files, source)) {
      const path = join(target, relative(source, file));
      const content = files.read(file);
      if (content === undefined) continue;
      await files.ensureFolder(dirname(path));
      if ((await files.create(path, content, { folder: 'later' })) === 'created') {
        copied.push(relative(paths.root, path).replaceAll('\\', '/'));
      }
    }
  }
  await files.folders.settle();
  return copied.sort();
}

function listTemplate(files: Files, folder: string): string[] {
  return files.names(folder).flatMap((name) => {
    const path = join(folder, name);
    const kind = files.stat(path)?.kind;
    if (kind === 'folder') return listTemplate(files, path);
    // `.gitkeep` only keeps an empty folder in the repository.
    return kind === 'file' && name !== '.gitkeep' ? [path] : [];
  });
}
