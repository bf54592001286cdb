import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';
import { readJson } from '../../shared/json.ts';
import { type Clock, type Random, timestamp } from '../clock/index.ts';
import type { Files } from '../files/index.ts';

export interface JsonFileOptions<T> {
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  readonly path: string;
  readonly schema: z.ZodType<T>;
  /** Told once about a file that was not understood and has been set aside. */
  readonly problem: (text: string) => void;
}

/** A private file of the user state (0600). One that cannot be understood is moved aside, never overwritten. */
export class JsonFile<T> {
  readonly #options: JsonFileOptions<T>;

  constructor(options: JsonFileOptions<T>) {
    this.#options = options;
  }

  /** `undefined` when it is missing or broken. Changes nothing. */
  read(): T | undefined {
    const { files, path, schema } = this.#options;
    const text = files.readText(path);
    return text === undefined ? undefined : readJson(schema, text);
  }

  async write(value: T): Promise<void> {
    const { files, path } = this.#options;
    await this.setAsideIfBroken();
    await files.write(path, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  }

  async setAsideIfBroken(): Promise<void> {
    const { files, path, clock, random, problem } = this.#options;
    if (!files.exists(path) || this.read() !== undefined) return;
    const time = timestamp(clock).replaceAll(/[-:.]/g, '');
    const aside = join(dirname(path), `${basename(path)}.broken-${time}-${random.hex(3)}`);
    if ((await files.move(path, aside)) !== 'moved') return;
    problem(
      `${path} could not be understood and was set aside as ${basename(aside)}; the employee starts it anew`,
    );
  }
}
