import type { ElectronApplication } from 'playwright-core';

/** What the app handed to other programs of the system, in order. */
export interface Opened {
  readonly by: 'openExternal' | 'openPath' | 'showItemInFolder';
  readonly target: string;
}

interface Recording {
  opened?: Opened[];
}

/** From now on nothing is really opened; `openedOutside` tells what would have been. */
export async function recordOpened(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ shell }) => {
    const recording = globalThis as Recording;
    recording.opened = [];
    const record = (by: Opened['by'], target: string) => recording.opened?.push({ by, target });
    shell.openExternal = async (url) => void record('openExternal', url);
    shell.showItemInFolder = (path) => void record('showItemInFolder', path);
    shell.openPath = async (path) => {
      record('openPath', path);
      return '';
    };
  });
}

export function openedOutside(electron: ElectronApplication): Promise<readonly Opened[]> {
  return electron.evaluate(() => (globalThis as Recording).opened ?? []);
}

/** What a person does with the system's dialogs: paths to choose, a button to press. `null` cancels. */
export interface DialogAnswers {
  readonly open?: readonly string[] | null;
  readonly save?: string | null;
  readonly button?: number;
}

export async function answerDialogs(electron: ElectronApplication, answers: DialogAnswers): Promise<void> {
  await electron.evaluate(({ dialog }, { open, save, button }) => {
    if (open !== undefined)
      dialog.showOpenDialog = async () => ({ canceled: open === null, filePaths: [...(open ?? [])] });
    if (save !== undefined)
      dialog.showSaveDialog = async () => ({ canceled: save === null, filePath: save ?? '' });
    if (button !== undefined)
      dialog.showMessageBox = async () => ({ response: button, checkboxChecked: false });
  }, answers);
}
