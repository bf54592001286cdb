import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Files } from '../files/index.ts';

/** Texts too long for their task file, kept until the task is finished. */
export class TextStore {
  readonly #files: Files;
  readonly #folder: string;

  constructor(files: Files, folder: string) {
    this.#files = files;
    this.#folder = folder;
  }

  async keep(taskId: string, text: string): Promise<void> {
    await this.#files.write(this.#path(taskId), text);
  }

  /** The text, if it is still the one whose SHA-256 the task names. */
  read(taskId: string, sha256: string): string | undefined {
    const text = this.#files.readText(this.#path(taskId));
    return text !== undefined && textDigest(text) === sha256 ? text : undefined;
  }

  async drop(taskId: string): Promise<void> {
    if (this.#files.exists(this.#path(taskId))) await this.#files.remove(this.#path(taskId));
  }

  #path(taskId: string): string {
    return join(this.#folder, `${taskId}.txt`);
  }
}

/** Hex SHA-256 of a text's UTF-8 bytes. */
export function textDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
