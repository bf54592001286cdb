import type { ShellState } from '../../shared/shell.ts';

/** In Electron's notation. `Super` is the Windows key, on macOS Command; with Ctrl and Alt it would type letters of some keyboards. */
export const windowAccelerator = 'Super+Alt+E';

/** The part of Electron's `globalShortcut` that is used. */
export interface ShortcutPort {
  /** False when another program has the keys. */
  register(accelerator: string, pressed: () => void): boolean;
  unregister(accelerator: string): void;
}

export interface WindowShortcutOptions {
  readonly port: ShortcutPort;
  readonly pressed: () => void;
  readonly changed: (state: ShellState['globalShortcut']) => void;
}

/** Holds the keys while they are wanted. That the system refuses them is a state, never an error. */
export class WindowShortcut {
  readonly #options: WindowShortcutOptions;
  #state: ShellState['globalShortcut']['state'] = 'off';

  constructor(options: WindowShortcutOptions) {
    this.#options = options;
  }

  /** Asks for the keys, or gives them back. Keys that were refused are asked for again only when they were off. */
  want(wanted: boolean): void {
    if (wanted === (this.#state !== 'off')) return;
    if (wanted) this.#tell(this.#register() ? 'on' : 'refused');
    else this.release();
  }

  /** Gives the keys back to the system. */
  release(): void {
    if (this.#state === 'on') this.#options.port.unregister(windowAccelerator);
    if (this.#state !== 'off') this.#tell('off');
  }

  #register(): boolean {
    try {
      return this.#options.port.register(windowAccelerator, this.#options.pressed);
    } catch {
      // Some systems throw for keys they do not know.
      return false;
    }
  }

  #tell(state: ShellState['globalShortcut']['state']): void {
    this.#state = state;
    this.#options.changed({ keys: windowAccelerator, state });
  }
}
