import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { prepareChromium } from '../../../tools/electron-stand-in/chromium/locate.ts';
import { projectFolder } from './project.ts';

/** Chooses what the specs run on: a real Electron where its runtime is installed, else the stand-in. */
export function setup(): void {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH === undefined) {
    if (hasRuntime()) return;
    if (process.platform !== 'linux' && !process.env.CHROMIUM_PATH)
      throw new Error('no Electron runtime to test on: run "npx install-electron"');
    process.env.ELECTRON_OVERRIDE_DIST_PATH = join(projectFolder, 'tools', 'electron-stand-in');
  }
  // Once, before workers race for it; and by a path that does not move with each test's own home.
  process.env.ELECTRON_STAND_IN_CACHE = prepareChromium();
}

function hasRuntime(): boolean {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pathFile = join(folder, 'path.txt');
  return existsSync(pathFile) && existsSync(join(folder, 'dist', readFileSync(pathFile, 'utf8')));
}
