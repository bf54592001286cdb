import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../../shared/json.ts';
import type { Files } from '../../files/index.ts';

const keptCalls = 6;
const keptTasks = 300;

const sentSchema = z.object({
  at: z.string(),
  base_url: z.string(),
  request: z.record(z.string(), z.unknown()),
  cut: z.array(z.string()),
});
const fileSchema = z.object({ schema: z.literal(1), task: z.string(), calls: z.array(sentSchema) });

/** A request as it was sent, without its headers. */
export type SentRequest = z.infer<typeof sentSchema>;

/** What models were told about the last tasks, for a person to see. Kept in `.employee/prompts/`, readable by the user only. */
export class PromptLog {
  readonly #files: Files;
  readonly #folder: string;
  #isSwept = false;

  constructor(files: Files, folder: string) {
    this.#files = files;
    this.#folder = folder;
  }

  /** Notes a request right before it leaves. */
  async note(taskId: string, sent: SentRequest): Promise<void> {
    await this.#files.ensureFolder(this.#folder, 0o700);
    if (!this.#isSwept) await this.#sweep();
    const calls = [...this.of(taskId), sent].slice(-keptCalls);
    const content = JSON.stringify({ schema: 1, task: taskId, calls });
    await this.#files.write(this.#path(taskId), content, { mode: 0o600, folder: 'later' });
  }

  /** The last requests about a task, the oldest first. */
  of(taskId: string): readonly SentRequest[] {
    const read = readJson(fileSchema, this.#files.readText(this.#path(taskId)) ?? '');
    return read?.task === taskId ? read.calls : [];
  }

  /** Ids of adopted tasks can hold what a file name may not. */
  #path(taskId: string): string {
    return join(this.#folder, `${createHash('sha256').update(taskId).digest('hex').slice(0, 32)}.json`);
  }

  async #sweep(): Promise<void> {
    this.#isSwept = true;
    const files = this.#files
      .names(this.#folder)
      .map((name) => ({ name, modifiedMs: this.#files.stat(join(this.#folder, name))?.modifiedMs ?? 0 }))
      .toSorted((a, b) => b.modifiedMs - a.modifiedMs);
    for (const { name } of files.slice(keptTasks)) await this.#files.remove(join(this.#folder, name));
  }
}
