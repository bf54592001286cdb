import type { OutputStream, Terminal } from './terminal.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** `npm` passes Ctrl-C on to a process that got it from the terminal already. */
const sameKeyPressMs = 300;

/** The terminal of this process. */
export interface ProcessTerminal extends Terminal {
  /** Resolves when everything written has left the process, or nobody reads it any more. */
  flush(): Promise<void>;
}

/** The terminal of this process, signals included. */
export function processTerminal(owner: NodeJS.Process): ProcessTerminal {
  const readerLeft = new AbortController();
  const left = { stdout: false, stderr: false };
  owner.stdout.on('error', () => {
    left.stdout = true;
    readerLeft.abort();
  });
  owner.stderr.on('error', () => {
    left.stderr = true;
  });
  return {
    stdout: outputStream(owner.stdout, () => left.stdout),
    stderr: outputStream(owner.stderr, () => left.stderr),
    environment: owner.env,
    currentFolder: owner.cwd(),
    inputIsTerminal: owner.stdin.isTTY === true,
    readerLeft: readerLeft.signal,
    ask: async (question, signal) => {
      const { createInterface } = await import('node:readline/promises');
      const reader = createInterface({ input: owner.stdin, output: owner.stderr });
      try {
        return await reader.question(question, { signal });
      } finally {
        reader.close();
      }
    },
    askHidden: async (question, signal) => {
      const [{ createInterface }, { Writable }] = await Promise.all([
        import('node:readline/promises'),
        import('node:stream'),
      ]);
      owner.stderr.write(question);
      const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
      const reader = createInterface({ input: owner.stdin, output: nowhere, terminal: true });
      try {
        return await reader.question('', { signal });
      } finally {
        reader.close();
        owner.stderr.write('\n');
      }
    },
    readInput: async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of owner.stdin) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks).toString('utf8');
    },
    onSignal: (received) => listenToSignals(owner, received),
    isAlive: (pid) => {
      try {
        return owner.kill(pid, 0);
      } catch (error) {
        return error instanceof Error && 'code' in error && error.code === 'EPERM';
      }
    },
    flush: async () => {
      await Promise.all([flushed(owner.stdout, () => left.stdout), flushed(owner.stderr, () => left.stderr)]);
    },
  };
}

function outputStream(stream: NodeJS.WriteStream, left: () => boolean): OutputStream {
  return {
    write: (text) => {
      if (!left()) stream.write(text);
    },
    get isTerminal() {
      return stream.isTTY === true;
    },
    get columns() {
      return stream.columns ?? 80;
    },
  };
}

function flushed(stream: NodeJS.WriteStream, left: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (left() || stream.writableLength === 0) return resolve();
    stream.once('error', () => resolve());
    stream.write('', () => resolve());
  });
}

function listenToSignals(owner: NodeJS.Process, received: (signal: NodeJS.Signals) => void): () => void {
  let lastInterruptMs = Number.NEGATIVE_INFINITY;
  const listener = (signal: NodeJS.Signals) => {
    if (signal === 'SIGINT' && owner.stdin.isTTY) {
      const nowMs = performance.now();
      if (nowMs - lastInterruptMs < sameKeyPressMs) return;
      lastInterruptMs = nowMs;
    }
    received(signal);
  };
  for (const signal of signals) owner.on(signal, listener);
  return () => {
    for (const signal of signals) owner.removeListener(signal, listener);
  };
}
