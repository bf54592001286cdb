import { basename } from 'node:path';
import { app, globalShortcut } from 'electron';
import { workspaceExists } from '../core/hosting/index.ts';
import type { Logger } from '../core/logging/index.ts';
import { describeError, EmployeeError } from '../shared/errors.ts';
import type { DropResult } from '../shared/ipc/shell-channels.ts';
import { exposeToTests } from './e2e-hook.ts';
import { endWith } from './end.ts';
import { type Foundation, layFoundation } from './foundation.ts';
import { type Hosted, hostEmployee } from './host-employee.ts';
import { announceReady, type LaterStarts, type StartArguments } from './lifecycle/index.ts';
import { watchPower } from './power/index.ts';
import { WindowShortcut } from './shortcut/index.ts';
import { tellInDialog } from './system-ports.ts';
import { setupToasts } from './toast-surface.ts';
import type { ApprovalToasts } from './toasts/index.ts';
import { hasSystemTray, type TrayAction } from './tray/index.ts';
import { doTrayAction, type TrayActionServices } from './tray-actions.ts';
import { TraySurface } from './tray-surface.ts';
import { setupWindow, type WindowSurface } from './window-surface.ts';

const underTest = process.env.EMPLOYEE_E2E === '1';

/** Composes the app around the employee, then opens the workspace. Called once, when Electron is ready. */
export async function startShell(start: StartArguments, laterStarts: LaterStarts): Promise<void> {
  const foundation = await layFoundation(start.workspace);
  const { places, logger, preferences, words, loginItem } = foundation;
  const { clock } = places;
  const hosted = await hostEmployee(foundation);
  const { host, status, quit } = hosted;
  endWith(quit);
  let toasts: ApprovalToasts | undefined;
  app.on('will-quit', () => void toasts?.close());
  const surface = setupWindow(foundation, hosted, () => {
    if (preferences.get('toldHidesToTray')) return;
    preferences.note({ toldHidesToTray: true });
    toasts?.tellHidden();
  });
  const { window, goTo } = surface;
  const root = rootAtStart(foundation);
  const isHidden = start.hidden || loginItem.startedTheApp();
  // What has to be chosen cannot wait behind a tray icon.
  if (!isHidden || root === undefined) window.show();

  toasts = await setupToasts({ ...hosted, clock, preferences, words, open: goTo });
  const notTaken = (refused: DropResult['refused']) => toasts?.tellNotTaken(refused, tellInDialog);
  const notBackedUp = (why: string) => toasts?.tellNotBackedUp(why, tellInDialog);
  const told = { notTaken, notBackedUp };
  const tray = new TraySurface(
    { ...hosted, clock, logger, preferences, words, act: trayActions(hosted, surface, logger, told) },
    underTest ? process.env.EMPLOYEE_E2E_TRAY !== 'no' : await hasSystemTray(process.platform),
  );
  const shortcut = new WindowShortcut({
    port: globalShortcut,
    pressed: () => window.show(),
    changed: (state) => status.update({ globalShortcut: state }),
  });
  preferences.onChange(({ globalShortcut: wanted }) => shortcut.want(wanted));
  preferences.assume({ globalShortcut: !status.current.hasTray });
  app.on('will-quit', () => shortcut.release());
  // Nor may the app be where nobody finds it.
  if (isHidden && !status.current.hasTray) window.show();
  watchPower({ clock, logger, resumed: () => host.resumed() });
  if (underTest) exposeToTests({ ...surface, host, icon: () => tray.icon });
  announceReady({
    host,
    validate: process.env.EMPLOYEE_VALIDATE === '1',
    print: (line) => void process.stdout.write(`${line}\n`),
    note: (line) => void process.stderr.write(`employee: ${line}\n`),
  });

  const opened = root === undefined ? Promise.resolve() : host.open(root);
  const drop = (files: readonly string[]) =>
    opened.then(() => dropFiles(surface, files, logger).then(notTaken));
  laterStarts.listen(({ files }) => {
    window.show();
    void drop(files);
  });
  await drop(start.files);
}

/** `undefined`: no workspace was ever chosen or made, and a person has to choose. */
function rootAtStart({ places }: Foundation): string | undefined {
  return places.chosenBy === 'home' && !workspaceExists(places) ? undefined : places.root;
}

function trayActions(
  hosted: Hosted,
  surface: WindowSurface,
  logger: Logger,
  told: Pick<TrayActionServices, 'notTaken' | 'notBackedUp'>,
): (action: TrayAction) => void {
  const { host, api, quit } = hosted;
  const services = {
    api,
    handlers: surface.handlers,
    show: () => surface.window.show(),
    goTo: surface.goTo,
    restore: surface.restore,
    ...told,
    retry: () => void (host.root !== undefined && host.open(host.root)),
    quit: (how: 'graceful' | 'now') => quit.ask(how),
  };
  return (action) => {
    doTrayAction(services, action).catch((error: unknown) => {
      logger.error('a choice in the tray failed', { error });
    });
  };
}

/** Resolves with the files that were not taken, all of them where no employee works. */
async function dropFiles(
  { drops }: WindowSurface,
  paths: readonly string[],
  logger: Logger,
): Promise<DropResult['refused']> {
  try {
    return (await drops.add(paths)).refused;
  } catch (error) {
    logger.error('files could not be dropped', { error });
    const why = error instanceof EmployeeError ? error.why : describeError(error);
    return paths.map((path) => ({ name: basename(path), why }));
  }
}
