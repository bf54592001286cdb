import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
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
  readonly #program: string;

  private constructor(base: string, program: string) {
    this.#base = base;
    this.#program = program;
    this.folder = join(base, 'site');
  }

  /** `program`: of this folder; it understands the roles `prepare` and `count`. */
  static async prepare(program = 'employee-process.ts'): Promise<Ground> {
    const ground = new Ground(mkdtempSync(join(tmpdir(), 'employee-crash-')), program);
    mkdirSync(ground.folder);
    const { code, stderr } = await ground.run('prepare');
    if (code !== 0) throw new Error(`cannot prepare a workspace: ${stderr}`);
    cpSync(ground.folder, ground.#template, { recursive: true, preserveTimestamps: true });
    return ground;
  }

  /** Puts the prepared workspace in place again. */
  reset(): void {
    rmSync(this.folder, { recursive: true, force: true });
    cpSync(this.#template, this.folder, { recursive: true, preserveTimestamps: true });
  }

  /** What lies in the folder now becomes what `reset` puts there. */
  keep(): void {
    rmSync(this.#template, { recursive: true, force: true });
    cpSync(this.folder, this.#template, { recursive: true, preserveTimestamps: true });
  }

  /** The prepared workspace, put away for `putTemplate`. */
  copyTemplate(): string {
    const copy = mkdtempSync(join(this.#base, 'former-'));
    cpSync(this.#template, copy, { recursive: true, preserveTimestamps: true });
    return copy;
  }

  putTemplate(copy: string): void {
    rmSync(this.#template, { recursive: true, force: true });
    renameSync(copy, this.#template);
  }

  run(...args: readonly string[]): Promise<ChildEnd> {
    return runChild(this.#program, [this.folder, ...args], this.#base);
  }

  /** The same, killed after `killAfterMs` unless it has ended by then. */
  runUntil(killAfterMs: number, ...args: readonly string[]): Promise<ChildEnd> {
    return runChild(this.#program, [this.folder, ...args], this.#base, { killAfterMs });
  }

  /** The operations of the whole workflow when nothing goes wrong. */
  async count(role = 'count'): Promise<readonly FileOperation[]> {
    this.reset();
    const { code, stdout, stderr } = await this.run(role);
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
