import { warn } from './host.ts';
import { namespace } from './loud.ts';

/*
 * There is nobody to ask, so a dialog that no spec has replaced is cancelled, as with Escape, and says so on stderr.
 * Specs replace these functions on the running app, the same way as with a real Electron.
 */

interface MessageBoxOptions {
  readonly message?: string;
  readonly buttons?: readonly string[];
  readonly cancelId?: number;
}

/** The last argument: the first may be the window that the dialog belongs to. */
function optionsOf<Options extends object>(args: readonly unknown[]): Options {
  return (args.at(-1) ?? {}) as Options;
}

function cancelled(name: string, args: readonly unknown[]): void {
  const { title, message } = optionsOf<{ readonly title?: string; readonly message?: string }>(args);
  warn(`dialog.${name} cancelled: ${title ?? message ?? ''}`);
}

/** As Electron chooses: `cancelId`, else a button of that name, else the first. */
function cancelButton({ buttons = [], cancelId }: MessageBoxOptions): number {
  if (cancelId !== undefined) return cancelId;
  return Math.max(
    0,
    buttons.findIndex((label) => /^(cancel|no)$/i.test(label)),
  );
}

export const dialog = namespace('dialog', import.meta.url, {
  async showOpenDialog(...args: unknown[]) {
    cancelled('showOpenDialog', args);
    return { canceled: true, filePaths: [] as string[] };
  },
  async showSaveDialog(...args: unknown[]) {
    cancelled('showSaveDialog', args);
    return { canceled: true, filePath: '' };
  },
  async showMessageBox(...args: unknown[]) {
    cancelled('showMessageBox', args);
    return { response: cancelButton(optionsOf(args)), checkboxChecked: false };
  },
  showMessageBoxSync(...args: unknown[]): number {
    cancelled('showMessageBoxSync', args);
    return cancelButton(optionsOf(args));
  },
  showErrorBox(title: string, content: string): void {
    warn(`dialog.showErrorBox: ${title}: ${content}`);
  },
});
