import type { App } from 'electron';

const flag = '--cli';

/**
 * The command line after `--cli`, or undefined when this start is that of the tray app. What stands before the flag is
 * for Chromium.
 */
export function commandLineOf(argv: readonly string[]): readonly string[] | undefined {
  const index = argv.indexOf(flag);
  return index === -1 ? undefined : argv.slice(index + 1);
}

/**
 * Runs the `employee` command inside the installed app, which has no Node of its own to run it with
 * (docs/adr/0008-installed-command-line.md). Ends the process with the command's exit code. Call it instead of
 * everything else: a command takes no single-instance lock, and opens no window and no tray.
 */
export async function runCommandLine(app: App, line: readonly string[]): Promise<void> {
  app.dock?.hide();
  // Electron answers SIGTERM and Ctrl-C by quitting; the command stops in its own order.
  app.on('before-quit', (event) => {
    event.preventDefault();
    process.emit('SIGTERM');
  });
  process.argv = [process.execPath, flag, ...line];
  await import(new URL('../cli/employee.js', import.meta.url).href);
}
