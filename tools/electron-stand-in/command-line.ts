import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Application } from './main/host.ts';

/** `electron [-r MODULE]… [--switch]… APP [arguments]`. */
export interface CommandLine {
  readonly preloadModules: readonly string[];
  /** The port of Node's inspector, 0 for any; undefined without `--inspect`. */
  readonly inspectPort: number | undefined;
  readonly versionOnly: boolean;
  readonly app: string | undefined;
}

export function parseCommandLine(args: readonly string[]): CommandLine {
  const preloadModules: string[] = [];
  let inspectPort: number | undefined;
  let versionOnly = false;
  let app: string | undefined;
  const rest = [...args];
  // What follows the app is the app's own.
  while (app === undefined && rest.length > 0) {
    const arg = rest.shift() ?? '';
    if (arg === '-r' || arg === '--require') preloadModules.push(rest.shift() ?? '');
    else if (arg === '-v' || arg === '--version') versionOnly = true;
    else if (/^--inspect(=|$)/.test(arg)) inspectPort = Number(arg.split('=')[1] ?? 9229);
    else if (!arg.startsWith('-')) app = arg;
  }
  return { preloadModules, inspectPort, versionOnly, app };
}

interface PackageJson {
  readonly main?: string;
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
}

/** The application that was given as a folder or a file, with its entry module. */
export function findApplication(
  given: string,
  args: readonly string[],
): { readonly application: Application; readonly main: string } {
  const target = resolve(given);
  const isFolder = statSync(target).isDirectory();
  const path = isFolder ? target : dirname(target);
  const { main = 'index.js', name, productName, version } = isFolder ? readPackage(path) : {};
  return {
    main: isFolder ? resolve(path, main) : target,
    application: { path, name: productName ?? name ?? 'Electron', version: version ?? '0.0.0', args },
  };
}

function readPackage(folder: string): PackageJson {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson;
}
