import type { Clock } from '../../../core/clock/index.ts';
import { describeError } from '../../../shared/errors.ts';
import type { Notifier, RaisedToast, Toast, ToastNews } from '../toast.ts';
import { sessionEnvironment } from './environment.ts';
import { NotificationService } from './notification-service.ts';
import { type Appearance, answerIn, notifySendArguments, toastId } from './notify-send.ts';
import { type Ended, type RunningProgram, startProgram } from './program.ts';

/** Within this time a program that answers at all has answered. */
const answerMs = 10_000;
/** A service that went away leaves its toasts' processes waiting for ever. */
const longestWaitMs = 60 * 60_000;

export interface LinuxNotifierDependencies extends Appearance {
  readonly clock: Clock;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Toasts through `notify-send`, one process per toast that can be answered, never through a shell. Without the
 * service's `actions` capability a toast has no buttons and does not notice a click.
 */
export class LinuxNotifier implements Notifier {
  readonly limits = { title: 120, body: 300 };
  readonly #dependencies: LinuxNotifierDependencies;
  readonly #env: Record<string, string>;
  readonly #service: NotificationService;
  readonly #running = new Map<RunningProgram, Promise<Ended>>();
  readonly #raised = new Set<RaisedToast>();
  #closed = false;

  constructor(dependencies: LinuxNotifierDependencies) {
    this.#dependencies = dependencies;
    this.#env = sessionEnvironment(dependencies.environment);
    this.#service = new NotificationService(this.#env, (program) => this.#watched(program, answerMs));
  }

  show(toast: Toast, tell: (news: ToastNews) => void): RaisedToast {
    const withdrawal = new AbortController();
    const raised: RaisedToast = {
      withdraw: () => {
        this.#raised.delete(raised);
        withdrawal.abort();
      },
    };
    this.#raised.add(raised);
    const hear = (news: ToastNews) => {
      if (news.kind !== 'shown') this.#raised.delete(raised);
      if (!withdrawal.signal.aborted) tell(news);
    };
    this.#show(toast, withdrawal.signal, hear).catch((error: unknown) =>
      this.#fail(hear, describeError(error), serviceHint),
    );
    return raised;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const raised of this.#raised) raised.withdraw();
    // The last of a toast is the call that takes it off the screen, which begins when its process is gone.
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  async #show(toast: Toast, withdrawn: AbortSignal, tell: (news: ToastNews) => void): Promise<void> {
    const can = await this.#service.capabilities();
    if (withdrawn.aborted || this.#closed) return;
    if (!can.installed) return this.#fail(tell, 'the program notify-send is not installed', installHint);

    let id: number | undefined;
    const { clock } = this.#dependencies;
    const program = startProgram(
      'notify-send',
      notifySendArguments(toast, this.#dependencies, can),
      this.#env,
      (output) => {
        if (id !== undefined) return;
        id = toastId(output);
        if (id === undefined) return;
        silence.cancel();
        tell({ kind: 'shown' });
      },
    );
    let silent = false;
    const silence = clock.after(answerMs, () => {
      silent = true;
      program.kill();
    });
    const takeOff = () => {
      program.kill();
      if (id !== undefined) void this.#service.closeToast(id);
    };
    withdrawn.addEventListener('abort', takeOff, { once: true });
    const ended = await this.#watched(program, longestWaitMs);
    silence.cancel();
    if (withdrawn.aborted) return;

    if (silent) return this.#fail(tell, 'the notification service does not answer', serviceHint);
    // Its exit code does not tell: it shows a toast and still complains of missing buttons.
    if (can.namesToasts ? id === undefined : ended.code !== 0)
      return this.#fail(tell, reasonIn(ended), serviceHint);
    if (!can.namesToasts) tell({ kind: 'shown' });
    // Shown and left alone: it stays known, to be withdrawn.
    if (!can.actions) return;
    const answer = answerIn(ended.output);
    if (answer === undefined) tell({ kind: 'gone' });
    else tell(answer === 'open' ? { kind: 'opened' } : { kind: 'pressed', button: answer });
  }

  #fail(tell: (news: ToastNews) => void, why: string, hint: string): void {
    this.#service.forget();
    tell({ kind: 'failed', why, hint });
  }

  /** Sees to it that a program ends, after `longestMs` at the latest. */
  async #watched(program: RunningProgram, longestMs: number): Promise<Ended> {
    this.#running.set(program, program.ended);
    const timer = this.#dependencies.clock.after(longestMs, () => program.kill());
    const ended = await program.ended;
    timer.cancel();
    this.#running.delete(program);
    return ended;
  }
}

const installHint = 'Install it (Debian and Ubuntu: libnotify-bin).';
const serviceHint = 'Requests wait in the window all the same.';

/** The last line a program complained with, as a clause. */
function reasonIn({ unstarted, errors, code }: Ended): string {
  if (unstarted !== undefined) return `notify-send could not be started (${unstarted})`;
  const last = errors.trim().split('\n').at(-1)?.trim().replace(/\.+$/, '').slice(0, 200);
  return last ? `notify-send says "${last}"` : `notify-send ended with code ${code ?? 'none'}`;
}
