import type { Files } from './files/index.ts';

/** Whether a person paused the employee: stays so over restarts, until a person resumes it. */
export class PauseSwitch {
  readonly #files: Files;
  readonly #path: string;

  constructor(files: Files, path: string) {
    this.#files = files;
    this.#path = path;
  }

  get paused(): boolean {
    return this.#files.exists(this.#path);
  }

  async set(paused: boolean): Promise<void> {
    if (paused) await this.#files.write(this.#path, '{"paused":true}\n');
    else await this.#files.remove(this.#path, 'now');
  }
}
