import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Request } from './child-messages.ts';
import type { Place } from './place.ts';

const program = fileURLToPath(new URL('../employee-process.ts', import.meta.url));

/** A running employee in a process of its own. Requests are asked one at a time. */
export class EmployeeChild {
  readonly pid: number;
  /** Milliseconds from the fork to the answer that the employee is at work. */
  readonly startMs: number;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, startMs: number) {
    this.#process = process;
    this.pid = process.pid ?? 0;
    this.startMs = startMs;
  }

  static async start(place: Place, options: { readonly record?: boolean } = {}): Promise<EmployeeChild> {
    const startedMs = performance.now();
    const child = fork(program, [place.workspace, ...(options.record ? ['--record'] : [])], {
      env: place.environment,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await answerOf(child);
    return new EmployeeChild(child, performance.now() - startedMs);
  }

  ask(request: Request): Promise<Answer> {
    const answer = answerOf(this.#process);
    this.#process.send(request);
    return answer;
  }

  async stop(): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.send({ ask: 'stop' } satisfies Request);
    await exited;
  }
}

async function answerOf(child: ChildProcess): Promise<Answer> {
  const listening = new AbortController();
  const signal = listening.signal;
  const died = once(child, 'exit', { signal }).then(() => {
    throw new Error('the employee process ended');
  });
  try {
    const [answer] = await Promise.race([once(child, 'message', { signal }), died]);
    // The child is our own and sends nothing else.
    return answer as Answer;
  } finally {
    listening.abort();
    died.catch(() => undefined);
  }
}
