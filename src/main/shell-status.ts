import { basename } from 'node:path';
import type { ShellState } from '../shared/shell.ts';
import type { EmployeeHost } from './employee/index.ts';
import { windowAccelerator } from './shortcut/index.ts';

type Changing = Pick<ShellState, 'hasTray' | 'toastProblem' | 'globalShortcut' | 'secretStorage'>;

/** The state of the app around the employee, gathered from its parts. */
export class ShellStatus {
  readonly #host: EmployeeHost;
  readonly #fixed: Pick<ShellState, 'version' | 'platform'>;
  readonly #listeners = new Set<(state: ShellState) => void>();
  #changing: Changing = {
    hasTray: false,
    toastProblem: null,
    globalShortcut: { keys: windowAccelerator, state: 'off' },
    secretStorage: { kind: 'unavailable', backend: 'unknown' },
  };

  constructor(host: EmployeeHost, fixed: Pick<ShellState, 'version' | 'platform'>) {
    this.#host = host;
    this.#fixed = fixed;
    host.onState(() => this.#tell());
  }

  get current(): ShellState {
    const workspace = this.#host.workspace;
    return {
      ...this.#fixed,
      ...this.#changing,
      employee: this.#host.state,
      workspace: workspace
        ? {
            path: workspace.root,
            name: basename(workspace.root),
            kind: workspace.kind,
            trusted: workspace.trusted,
          }
        : null,
    };
  }

  update(changes: Partial<Changing>): void {
    this.#changing = { ...this.#changing, ...changes };
    this.#tell();
  }

  onChange(listener: (state: ShellState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell(): void {
    const current = this.current;
    for (const listener of this.#listeners) listener(current);
  }
}
