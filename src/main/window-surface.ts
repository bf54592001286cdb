import { join } from 'node:path';
import { app, ipcMain, session } from 'electron';
import type { Place, WizardPlace } from '../shared/shell.ts';
import { currentPaths } from './current-workspace.ts';
import type { Foundation } from './foundation.ts';
import { FileDrops, OfferedPaths, shellHandlers } from './handlers/index.ts';
import type { Hosted } from './host-employee.ts';
import { windowIconPath } from './installed-files.ts';
import { type RegisteredIpc, registerIpc, type ShellHandlers } from './ipc/index.ts';
import { pageTopics } from './page-topics.ts';
import { systemDialogs, systemPrograms } from './system-ports.ts';
import { latestOnly } from './topics/index.ts';
import {
  guardContents,
  guardSession,
  isOurPage,
  MainWindow,
  servePageTo,
  setAppMenu,
  WizardWindow,
} from './window/index.ts';

const built = join(import.meta.dirname, '..');
const firstPlace: Place = { view: 'today', id: null };
const wholeList: WizardPlace = { archive: null };

/** The windows with everything their pages can ask for. */
export interface WindowSurface {
  readonly window: MainWindow;
  readonly drops: FileDrops;
  readonly handlers: ShellHandlers;
  readonly ipc: RegisteredIpc;
  /** Brings the window to the front, at a place. */
  readonly goTo: (place: Place) => void;
  /** Brings the restore wizard to the front. */
  readonly restore: (place: WizardPlace) => void;
}

/** @param hidden the person closed the window, and the employee goes on behind the tray icon */
export function setupWindow(
  { places, logger, preferences, loginItem, words }: Foundation,
  { host, api, publisher, status, quit, suggested }: Hosted,
  hidden: () => void,
): WindowSurface {
  const { clock, files, userState } = places;
  setAppMenu(process.platform, !app.isPackaged);
  guardContents(app, logger);
  guardSession(session.defaultSession, logger);
  servePageTo(session.defaultSession, join(built, 'renderer'));
  const pages = {
    clock,
    logger,
    preload: join(built, 'preload', 'index.cjs'),
    icon: process.platform === 'linux' ? windowIconPath() : undefined,
    devTools: !app.isPackaged,
    pageGone: (pageId: number) => ipc.forget(pageId),
  };
  const wizard = new WizardWindow(pages);
  const window = new MainWindow({
    ...pages,
    preferences,
    isQuitting: () => quit.isUnderWay,
    hasTray: () => status.current.hasTray,
    hidden,
  });
  const place = latestOnly<Place>(clock);
  place.publish(firstPlace);
  const wizardPlace = latestOnly<WizardPlace>(clock);
  wizardPlace.publish(wholeList);
  const restore = (wanted: WizardPlace) => {
    wizardPlace.publish(wanted);
    wizard.show();
  };
  const offered = new OfferedPaths();
  const temporaryFolder = join(app.getPath('temp'), `personal-ai-employee-${process.pid}`);
  const drops = new FileDrops({ api, files, words, temporaryFolder });
  const handlers = shellHandlers({
    api,
    files,
    host,
    userState,
    suggested,
    drops,
    preferences,
    loginItem,
    dialogs: systemDialogs(() => window.browserWindow, words),
    offered,
    wizard: { open: restore, close: () => wizard.close() },
    wizardDialogs: systemDialogs(() => wizard.browserWindow, words),
    outside: systemPrograms,
    paths: () => currentPaths(host, places),
    state: () => status.current,
    place: () => place.latest ?? firstPlace,
    quit: (how) => quit.ask(how),
  });
  const topics = pageTopics({
    clock,
    publisher,
    status,
    preferences,
    place,
    wizardPlace,
    logsFolder: () => currentPaths(host, places).logs.root,
    logFailed: (error) => logger.error('a log cannot be followed', { error }),
  });
  const guarded = offered.guard(api);
  const ipc = registerIpc({
    ipc: ipcMain,
    services: { api: () => guarded, handlers, topics },
    isOurs: (pageId) => window.owns(pageId) || wizard.owns(pageId),
    isOurPage,
    logger,
    now: () => clock.now(),
  });
  const goTo = (wanted: Place) => {
    place.publish(wanted);
    window.show();
  };
  return { window, drops, handlers, ipc, goTo, restore };
}
