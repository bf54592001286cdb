import { dirname, join } from 'node:path';
import type { Files } from '../../core/files/index.ts';
import { hiddenArgument } from '../lifecycle/index.ts';
import type { LoginItem } from './login-item.ts';

const fileName = 'personal-ai-employee.desktop';

export interface XdgAutostartOptions {
  readonly files: Files;
  /** `$XDG_CONFIG_HOME` or `~/.config`. */
  readonly configFolder: string;
  /** The program and its arguments. */
  readonly command: readonly string[];
  readonly name: string;
}

/** Linux: a desktop entry in the autostart folder (freedesktop.org, Desktop Application Autostart Specification). */
export class XdgAutostart implements LoginItem {
  readonly #options: XdgAutostartOptions;
  readonly #path: string;

  constructor(options: XdgAutostartOptions) {
    this.#options = options;
    this.#path = join(options.configFolder, 'autostart', fileName);
  }

  isEnabled(): boolean {
    const entry = this.#options.files.readText(this.#path);
    return entry !== undefined && !/^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(entry);
  }

  startedTheApp(): boolean {
    return false;
  }

  async set(enabled: boolean): Promise<void> {
    const { files, name, command } = this.#options;
    if (!enabled) {
      await files.remove(this.#path, 'now');
      return;
    }
    await files.ensureFolder(dirname(this.#path));
    await files.write(this.#path, desktopEntry(name, [...command, hiddenArgument]));
  }
}

function desktopEntry(name: string, command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${name}`,
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/**
 * An argument of `Exec` (Desktop Entry Specification, "The Exec key"): quoted, with its special characters escaped, once
 * more for the string value, and `%` doubled.
 */
function quoted(argument: string): string {
  const escaped = argument
    .replaceAll('%', '%%')
    .replaceAll(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\');
  return `"${escaped}"`;
}
