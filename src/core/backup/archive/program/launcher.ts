/** Starts the archive program, each time anew. */
export interface ArchiveLauncher {
  start(): ArchiveProgram;
}

/** The program while it runs. It works on one job and then ends. */
export interface ArchiveProgram {
  /** Structured-clonable. */
  post(message: unknown): void;
  /** Each called any number of times with messages, then once with the end. */
  listen(message: (message: unknown) => void, ended: (how: string) => void): void;
  /** Ends it at once. `ended` follows. */
  kill(): void;
}
