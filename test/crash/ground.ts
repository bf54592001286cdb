import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileOperation } from '../helpers/interposed-file-system.ts';
import { type ChildEnd, runChild } from './child.ts';

/**
 * A folder in which runs follow each other, each from the same prepared workspace. The path stays the same, because a
 * workspace is trusted by its path.
 */
export class Ground {
  readonly folder: string;
  readonly #base: string;

  private constructor(base: string) {
    this.#base = base;
    this.folder = join(base, 'site');
  }

  static async prepare(): Promise<Ground> {
    const ground = new Ground(mkdtempSync(join(tmpdir(), 'employee-crash-')));
    mkdirSync(ground.folder);
    const { code, stderr } = await ground.run('prepare');
    if (code !== 0) throw new Error(`cannot prepare a workspace: ${stderr}`);
    cpSync(ground.folder, ground.#template, { recursive: true });
    return ground;
  }

  /** Puts the prepared workspace in place again. */
  reset(): void {
    rmSync(this.folder, { recursive: true, force: true });
    cpSync(this.#template, this.folder, { recursive: true });
  }

  run(...args: readonly string[]): Promise<ChildEnd> {
    return runChild('employee-process.ts', [this.folder, ...args], this.#base);
  }

  /** The operations of the whole workflow when nothing goes wrong. */
  async count(): Promise<readonly FileOperation[]> {
    this.reset();
    const { code, stdout, stderr } = await this.run('count');
    if (code !== 0) throw new Error(`the workflow fails by itself: ${stderr}`);
    return JSON.parse(stdout);
  }

  remove(): void {
    rmSync(this.#base, { recursive: true, force: true });
  }

  get #template(): string {
    return join(this.#base, 'template');
  }
}
