import type { Terminal } from './terminal.ts';

/** Runs `work` until it ends, Ctrl-C is pressed, or nobody reads stdout any more. */
export async function untilInterrupted(
  terminal: Terminal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const interrupted = new AbortController();
  const unlisten = terminal.onSignal(() => interrupted.abort());
  try {
    await work(AbortSignal.any([interrupted.signal, terminal.readerLeft]));
  } finally {
    unlisten();
  }
}
