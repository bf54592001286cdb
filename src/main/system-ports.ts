import { app, type BrowserWindow, dialog, type OpenDialogOptions, shell } from 'electron';
import { EmployeeError } from '../shared/errors.ts';
import type { Dialogs, Outside } from './handlers/index.ts';
import type { CurrentWords } from './words/index.ts';

/** The system's dialogs, in front of the window where there is one. */
export function systemDialogs(window: () => BrowserWindow | undefined, words: CurrentWords): Dialogs {
  return {
    chooseFolder: async () => {
      const { filePaths } = await open(window(), ['openDirectory', 'createDirectory']);
      return filePaths[0];
    },
    chooseFiles: async () => (await open(window(), ['openFile', 'multiSelections'])).filePaths,
    chooseArchive: async (kind) => {
      const filters = [{ name: words().t('restore.archives'), extensions: ['zip'] }];
      const { filePaths } = await open(
        window(),
        kind === 'file' ? ['openFile'] : ['openDirectory'],
        kind === 'file' ? { filters } : {},
      );
      return filePaths[0];
    },
    saveAs: async (name) => {
      const options = { defaultPath: name, showsTagField: false };
      const parent = window();
      const { canceled, filePath } = await (parent
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options));
      return canceled || filePath === '' ? undefined : filePath;
    },
    confirmLink: async ({ url, host, disguised }) => {
      const { t } = words();
      const warning = disguised ? `\n\n${t('link.disguised')}` : '';
      const options = {
        type: 'question',
        message: t('link.question', { host }),
        detail: `${url}${warning}`,
        buttons: [t('link.cancel'), t('link.open')],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      } as const;
      const parent = window();
      const asked = { ...options, buttons: [...options.buttons] };
      const { response } = await (parent
        ? dialog.showMessageBox(parent, asked)
        : dialog.showMessageBox(asked));
      return response === 1;
    },
  };
}

/** Says something in a dialog that waits for nobody. */
export function tellInDialog({ title, body }: { readonly title: string; readonly body: string }): void {
  void dialog.showMessageBox({ type: 'warning', message: title, detail: body });
}

type Properties = ('openDirectory' | 'createDirectory' | 'openFile' | 'multiSelections')[];

function open(
  parent: BrowserWindow | undefined,
  properties: Properties,
  more: Pick<OpenDialogOptions, 'filters'> = {},
) {
  const options = { properties, ...more };
  return parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options);
}

/** The programs of the system. */
export const systemPrograms: Outside = {
  openPath: async (path) => {
    const why = await shell.openPath(path);
    if (why === '') return;
    throw new EmployeeError('failed', {
      what: `cannot open ${path}`,
      why,
      hint: 'Open it in the file manager',
    });
  },
  showInFolder: (path) => shell.showItemInFolder(path),
  openUrl: (url) => shell.openExternal(url),
  canOpen: (scheme) => app.getApplicationNameForProtocol(scheme) !== '',
};
