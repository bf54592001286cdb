import type { Priority, TaskContext } from '../../shared/task.ts';

/** A file that became a task. */
export interface Drop {
  readonly taskId: string;
  /** UTC, RFC 3339. */
  readonly createdAt: string;
  readonly priority: Priority;
  readonly context: TaskContext;
  /** The whole text, when it is longer than `context.contents` and the file is at most 1 MiB. */
  readonly fullText?: string;
  /** False when the file is over 1 MiB, so that only its beginning was read as text. */
  readonly textComplete: boolean;
  /** The file holds no text at all, or white space only. */
  readonly empty: boolean;
  /** Task made from the former content of the same file. */
  readonly supersedes?: string;
  /** The id was promised before a crash: its task, or a trace of it, may exist. */
  readonly retaken: boolean;
}

/** A file that cannot become a task; it stays where it is. */
export interface Refusal {
  readonly path: string;
  readonly fileName: string;
  /** For a person, e.g. `It is a PDF document, not text`. */
  readonly reason: string;
  /** Hex SHA-256; missing for what is not a regular file or cannot be read. */
  readonly sha256?: string;
}

/** Where tasks go. Intake knows nothing else of the queue. */
export interface TaskSink {
  /**
   * Stores new tasks durably, all or none or any part; resolves when all are acknowledged. After a failure or a crash the
   * same drops come again under the same ids: ids that exist already are left as they are.
   */
  accept(drops: readonly Drop[]): Promise<void>;
  refuse(refusal: Refusal): Promise<void>;
  /** Takes a task back that has not begun; whether it was. Called again after a crash. */
  withdraw(taskId: string, supersededBy: string): Promise<boolean>;
  /** Whether the task is there, in any state. */
  exists(taskId: string): boolean;
}

/** How intake is, for the surfaces. */
export interface IntakeStatus {
  readonly state: 'watching' | 'paused' | 'failed';
  /** Files taken or refused that are remembered. */
  readonly known: number;
  /** Files seen that have not settled or are not stored yet. */
  readonly waiting: number;
  /** What went wrong last, until it goes well again. */
  readonly lastError?: string;
}

/** The service log, as far as intake needs it. */
export interface Logger {
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
}

/** Characters of `contents` in a task. */
export const contentsCharacters = 5_000;

/** Files up to this size are read as text whole. */
export const fullTextBytes = 1024 * 1024;
