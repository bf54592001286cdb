import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFolder } from './package-folder.ts';

/** A Chromium to run, and what its environment needs for that. */
export interface Browser {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/** `CHROMIUM_PATH`, else the Chromium of the npm package `@sparticuz/chromium`, unpacked once per user. */
export function locateChromium(): Browser {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return { path: chosen, env: {} };
  const folder = unpackedFolder(prepareChromium());
  return { path: join(folder, 'chromium'), env: environment(folder) };
}

/** Unpacks the package's Chromium if that has not been done, and gives the folder that unpacked ones are kept in. */
export function prepareChromium(): string {
  const cache = cacheFolder();
  const folder = unpackedFolder(cache);
  if (!process.env.CHROMIUM_PATH && !existsSync(folder)) unpack(folder);
  return cache;
}

/** Outside the repository, and not in the temporary folder: each test has one of its own. */
function cacheFolder(): string {
  const userCache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return process.env.ELECTRON_STAND_IN_CACHE ?? join(userCache, 'electron-stand-in');
}

function unpackedFolder(cache: string): string {
  return join(cache, `chromium-${packageVersion()}`);
}

function packageVersion(): string {
  const text = readFileSync(join(packageFolder(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

/** Unpacks beside and renames, so that a half-unpacked folder is never taken for a whole one. */
function unpack(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const staging = mkdtempSync(`${folder}.`);
  try {
    // The package unpacks into the temporary folder, and takes any `chromium` it finds there for its own.
    execFileSync(process.execPath, [fileURLToPath(new URL('unpack.ts', import.meta.url))], {
      env: { ...process.env, TMPDIR: staging, NODE_OPTIONS: '' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    writeFileSync(join(staging, 'fonts.conf'), fontsConfiguration(join(folder, 'fonts')));
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    // Another process may have been first.
    if (!existsSync(folder)) throw error;
  }
}

/** The package's fonts after those of the system, of which a container may have none. */
function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}</dir>
</fontconfig>
`;
}

function environment(folder: string): Readonly<Record<string, string>> {
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const started = spawnSync(join(folder, 'chromium'), ['--version'], { env: { ...process.env, ...fonts } });
  if (started.status === 0) return fonts;
  // A system without the libraries of a desktop: the package brings them.
  const paths = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH];
  return { ...fonts, LD_LIBRARY_PATH: paths.filter(Boolean).join(':') };
}
