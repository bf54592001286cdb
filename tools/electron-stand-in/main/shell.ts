import { warn } from './host.ts';
import { namespace } from './loud.ts';

/** Nothing is opened outside, only named on stderr; specs replace these functions to see what would have been. */
export const shell = namespace('shell', import.meta.url, {
  async openExternal(url: string, _options?: object): Promise<void> {
    warn(`shell.openExternal: ${url}`);
  },
  /** Resolves to an error message, empty when it went well. */
  async openPath(path: string): Promise<string> {
    warn(`shell.openPath: ${path}`);
    return '';
  },
  showItemInFolder(path: string): void {
    warn(`shell.showItemInFolder: ${path}`);
  },
  async trashItem(path: string): Promise<void> {
    warn(`shell.trashItem: ${path}`);
  },
  beep(): void {},
});
