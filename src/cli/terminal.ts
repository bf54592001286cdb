/** Where output goes. Writing never fails: a reader that left is not an error of the command. */
export interface OutputStream {
  write(text: string): void;
  readonly isTerminal: boolean;
  readonly columns: number;
}

/** What the program has of its process; tests give their own. */
export interface Terminal {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly currentFolder: string;
  readonly inputIsTerminal: boolean;
  /** Aborts when nobody reads stdout any more. */
  readonly readerLeft: AbortSignal;
  /** Asks on stderr; the answer without its line end. */
  ask(question: string, signal: AbortSignal): Promise<string>;
  /** Asks on stderr and shows nothing of what is typed. */
  askHidden(question: string, signal: AbortSignal): Promise<string>;
  /** All of stdin. */
  readInput(): Promise<string>;
  /** Calls `received` for each of SIGINT, SIGTERM and SIGHUP until the returned function is called. */
  onSignal(received: (signal: NodeJS.Signals) => void): () => void;
  isAlive(pid: number): boolean;
}
