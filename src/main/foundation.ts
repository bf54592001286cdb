import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, ipcMain } from 'electron';
import ElectronStore from 'electron-store';
import { findPlaces, type Places } from '../core/hosting/index.ts';
import { type Logger, Redactor, ServiceLog } from '../core/logging/index.ts';
import { type LoginItem, SystemLoginItem, XdgAutostart } from './login/index.ts';
import { openPreferenceStore, PreferenceBook } from './preferences/index.ts';
import { type CurrentWords, wordsIn } from './words/index.ts';

/** What everything of the shell stands on. */
export interface Foundation {
  readonly places: Places;
  readonly logger: Logger;
  readonly preferences: PreferenceBook;
  readonly loginItem: LoginItem;
  readonly words: CurrentWords;
}

/**
 * Opens the app's own log and preferences and finds the workspace that a start means. Throws `invalid_input` for a
 * workspace that was named and cannot be used.
 */
export async function layFoundation(workspaceOption: string | undefined): Promise<Foundation> {
  const places = await findPlaces(workspaceOption, {
    environment: process.env,
    currentFolder: process.cwd(),
  });
  const logger = openLog(places);
  const preferences = openPreferences(places, logger);
  const loginItem = systemLoginItem(places);
  if (preferences.get('launchAtLogin') !== loginItem.isEnabled())
    preferences.note({ launchAtLogin: loginItem.isEnabled() });
  const words = wordsIn(() => preferences.get('language'));
  return { places, logger, preferences, loginItem, words };
}

/** Absolute path of the file in which the preferences are kept. */
export function preferencesPath(): string {
  return join(app.getPath('userData'), 'config.json');
}

function openLog({ clock }: Places): Logger {
  const folder = app.getPath('logs');
  mkdirSync(join(folder, 'archive'), { recursive: true });
  return new ServiceLog({ folder, service: 'shell', clock, redactor: new Redactor() });
}

function openPreferences({ clock }: Places, logger: Logger): PreferenceBook {
  const path = preferencesPath();
  const create = () => new ElectronStore<Record<string, unknown>>({ clearInvalidConfig: false });
  const { store, setAside } = openPreferenceStore(create, path, () => clock.now());
  // The library answers any page that asks where it keeps its file; no page of ours does.
  ipcMain.removeAllListeners('electron-store-get-data');
  if (setAside !== undefined)
    logger.error('the preferences could not be understood and were set aside', { as: setAside });
  return new PreferenceBook(store, (error) => logger.warn('a preference was not kept', { error }));
}

function systemLoginItem({ files }: Places): LoginItem {
  if (process.platform !== 'linux') return new SystemLoginItem(app);
  // An AppImage runs from a mount that is gone at the next login: the file itself has to be started.
  const program = process.env.APPIMAGE ?? process.execPath;
  return new XdgAutostart({
    files,
    configFolder: process.env.XDG_CONFIG_HOME || join(homedir(), '.config'),
    command: app.isPackaged ? [program] : [program, app.getAppPath()],
    name: app.getName(),
  });
}
