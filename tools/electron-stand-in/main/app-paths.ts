import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The folders behind `app.getPath`, as Electron finds them on Linux and macOS. */
export class AppPaths {
  readonly #chosen = new Map<string, string>();
  readonly #name: () => string;
  readonly #userDataSwitch: () => string;

  constructor(name: () => string, userDataSwitch: () => string) {
    this.#name = name;
    this.#userDataSwitch = userDataSwitch;
  }

  get(name: string): string {
    const path = this.#chosen.get(name) ?? this.#default(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  set(name: string, path: string): void {
    this.#chosen.set(name, path);
  }

  #default(name: string): string | undefined {
    const home = homedir();
    switch (name) {
      case 'home':
        return home;
      case 'appData':
        return process.platform === 'darwin'
          ? join(home, 'Library', 'Application Support')
          : (process.env.XDG_CONFIG_HOME ?? join(home, '.config'));
      case 'userData':
        return this.#userDataSwitch() || join(this.get('appData'), this.#name());
      case 'sessionData':
        return this.get('userData');
      case 'logs':
        return join(this.get('userData'), 'logs');
      case 'crashDumps':
        return join(this.get('userData'), 'Crashpad');
      case 'temp':
        return tmpdir();
      case 'exe':
      case 'module':
        return process.execPath;
      case 'assets':
        return dirname(process.execPath);
      case 'desktop':
      case 'documents':
      case 'downloads':
      case 'music':
      case 'pictures':
      case 'videos':
        return join(home, `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
      default:
        return undefined;
    }
  }
}
