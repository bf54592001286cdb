import type { App } from 'electron';
import { parseStart, type StartArguments } from './arguments.ts';

/**
 * Starts that reach this instance: a second start of the program, a file that macOS hands over. Kept until somebody
 * listens, because they may come before the app is ready.
 */
export class LaterStarts {
  readonly #kept: StartArguments[] = [];
  #listener: ((start: StartArguments) => void) | undefined;

  constructor(app: App) {
    const appPath = app.getAppPath();
    app.on('second-instance', (_event, argv, folder) => this.#tell(parseStart(argv, folder, appPath)));
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.#tell({ workspace: undefined, files: [path], hidden: false });
    });
    app.on('activate', () => this.#tell({ workspace: undefined, files: [], hidden: false }));
  }

  listen(listener: (start: StartArguments) => void): void {
    this.#listener = listener;
    for (const start of this.#kept.splice(0)) listener(start);
  }

  #tell(start: StartArguments): void {
    if (this.#listener) this.#listener(start);
    else this.#kept.push(start);
  }
}
