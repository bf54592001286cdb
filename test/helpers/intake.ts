import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { SystemClock, SystemRandom } from '../../src/core/clock/index.ts';
import type { Files } from '../../src/core/files/index.ts';
import {
  type Drop,
  Intake,
  type IntakeSettings,
  type OpenFileProbe,
  openFileProbe,
  type Refusal,
  type TaskSink,
} from '../../src/core/intake/index.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { testFiles } from './test-files.ts';

/** A queue that remembers what it was given, and fails when told to. */
export class RecordingSink implements TaskSink {
  readonly drops: Drop[] = [];
  readonly refusals: Refusal[] = [];
  readonly withdrawn: { taskId: string; supersededBy: string }[] = [];
  readonly batches: number[] = [];
  /** Thrown by `accept` while it returns an error. */
  failure: ((drops: readonly Drop[]) => Error | undefined) | undefined;
  readonly #ids = new Set<string>();
  #waiting: { check: () => boolean; resolve: () => void }[] = [];

  async accept(drops: readonly Drop[]): Promise<void> {
    const error = this.failure?.(drops);
    if (error) throw error;
    this.batches.push(drops.length);
    for (const drop of drops) {
      if (this.#ids.has(drop.taskId)) continue;
      this.#ids.add(drop.taskId);
      this.drops.push(drop);
    }
    this.#told();
  }

  async refuse(refusal: Refusal): Promise<void> {
    this.refusals.push(refusal);
    this.#told();
  }

  async withdraw(taskId: string, supersededBy: string): Promise<boolean> {
    this.withdrawn.push({ taskId, supersededBy });
    this.#told();
    return true;
  }

  exists(taskId: string): boolean {
    return this.#ids.has(taskId);
  }

  get names(): string[] {
    return this.drops.map(({ context }) => context.file_name ?? '');
  }

  /** Resolves as soon as `check` holds. */
  until(check: () => boolean): Promise<void> {
    if (check()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ check, resolve }));
  }

  #told(): void {
    const ready = this.#waiting.filter(({ check }) => check());
    this.#waiting = this.#waiting.filter((one) => !ready.includes(one));
    for (const { resolve } of ready) resolve();
  }
}

export interface IntakeBench {
  readonly intake: Intake;
  readonly sink: RecordingSink;
  readonly inbox: string;
  readonly messages: string[];
}

export interface BenchOptions {
  readonly sink?: RecordingSink;
  readonly settings?: Partial<IntakeSettings>;
  readonly probe?: OpenFileProbe;
  readonly files?: Files;
}

/** An intake over a real folder, not started yet; stopped when the test ends. */
export function intakeIn(workspace: string, options: BenchOptions = {}): IntakeBench {
  const sink = options.sink ?? new RecordingSink();
  const clock = new SystemClock();
  const inbox = join(workspace, 'watch_inbox');
  mkdirSync(join(workspace, '.employee'), { recursive: true });
  const messages: string[] = [];
  const intake = new Intake({
    files: options.files ?? testFiles(),
    clock,
    random: new SystemRandom(),
    logger: { info: (message) => messages.push(message), warn: (message) => messages.push(message) },
    sink,
    paths: {
      inbox,
      disabledInbox: `${inbox}_disabled`,
      ledger: join(workspace, '.employee', 'intake.jsonl'),
      workspaceRoot: workspace,
    },
    settings: {
      extensions: ['.txt', '.md', '.json', '.csv'],
      restMs: 80,
      undetectableRestMs: 1_000,
      reconcileSeconds: 5,
      after: 'keep',
      archiveFolder: 'watch_inbox_archive',
      ...options.settings,
    },
    probe: options.probe ?? openFileProbe(process.platform, clock),
    holdsWorkspace: () => true,
  });
  onTestFinished(() => intake.stop());
  return { intake, sink, inbox, messages };
}

/** The same, watching. */
export async function startedIntake(
  workspace = temporaryFolder(),
  options: Parameters<typeof intakeIn>[1] = {},
) {
  const bench = intakeIn(workspace, options);
  await bench.intake.start(new AbortController().signal);
  return { ...bench, workspace };
}
