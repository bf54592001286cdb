import { resolve } from 'node:path';

/** Of a start at login: stay in the tray. */
export const hiddenArgument = '--hidden';

export interface StartArguments {
  readonly workspace: string | undefined;
  /** Absolute paths that may be files to drop. */
  readonly files: readonly string[];
  /** Stay in the tray. */
  readonly hidden: boolean;
}

/**
 * What a start was asked for. `argv` still has the program in front and, in a development start, the app's folder;
 * switches that belong to Chromium or Electron are passed over.
 *
 * @param appPath the folder of the app, which a development start names as an argument
 */
export function parseStart(argv: readonly string[], folder: string, appPath: string): StartArguments {
  let workspace: string | undefined;
  const files: string[] = [];
  const rest = argv.slice(1);
  for (let at = 0; at < rest.length; at += 1) {
    const argument = rest[at] ?? '';
    if (argument === '--workspace') {
      at += 1;
      workspace = rest[at];
    } else if (argument.startsWith('--workspace=')) workspace = argument.slice('--workspace='.length);
    else if (!argument.startsWith('-') && argument !== '') {
      const path = resolve(folder, argument);
      if (path !== resolve(appPath)) files.push(path);
    }
  }
  return { workspace, files, hidden: rest.includes(hiddenArgument) };
}
