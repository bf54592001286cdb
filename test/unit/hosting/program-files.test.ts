import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programFolder, templateFolders } from '../../../src/core/hosting/index.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

function place(root: string, ...files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '{}');
  }
}

describe('the files the program comes with', () => {
  it('lie in the root of a checkout, for the sources and the bundle', () => {
    const root = resolve(import.meta.dirname, '../../..');
    expect(programFolder()).toBe(root);
    expect(programFolder(join(root, 'out', 'main', 'index.js'))).toBe(root);
  });

  it('lie in the package when npm installed it', () => {
    const folder = temporaryFolder();
    const root = join(folder, 'node_modules', 'personal-ai-employee');
    place(folder, 'package.json', 'node_modules/personal-ai-employee/package.json');
    expect(programFolder(join(root, 'out', 'cli', 'employee.js'))).toBe(root);
  });

  it('lie beside app.asar in an installed app', () => {
    const resources = join(temporaryFolder(), 'resources');
    place(resources, 'app.asar/package.json', 'app.asar/out/cli/employee.js');
    expect(programFolder(join(resources, 'app.asar', 'out', 'cli', 'employee.js'))).toBe(resources);
    expect(templateFolders(resources)[0]?.source).toBe(join(resources, 'obsidian_vault'));
  });
});
