import type { Clock } from '../../../core/clock/index.ts';
import { describeError } from '../../../shared/errors.ts';
import type { CurrentWords, Words } from '../../words/index.ts';
import type { Notifier, RaisedToast, Toast, ToastNews } from '../toast.ts';
import { sessionEnvironment } from './environment.ts';
import { NotificationService } from './notification-service.ts';
import type { Appearance } from './notify-send.ts';
import { NotifySendRun } from './notify-send-run.ts';
import type { Ended, RunningProgram } from './program.ts';

/** Within this time a question to the notification service is answered, or never. */
const answerMs = 10_000;
/** A service that went away leaves the processes of its toasts waiting for ever. */
const longestWaitMs = 60 * 60_000;

export interface LinuxNotifierDependencies extends Appearance {
  readonly clock: Clock;
  readonly words: CurrentWords;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Toasts through `notify-send`, one process per toast that can be answered, never through a shell. Without the
 * service's `actions` capability a toast has no buttons and does not notice a click.
 */
export class LinuxNotifier implements Notifier {
  readonly limits = { titleLine: 24, title: 120, body: 300 };
  readonly #dependencies: LinuxNotifierDependencies;
  readonly #env: Readonly<Record<string, string>>;
  readonly #service: NotificationService;
  readonly #running = new Map<RunningProgram, Promise<Ended>>();
  readonly #raised = new Set<RaisedToast>();

  constructor(dependencies: LinuxNotifierDependencies) {
    this.#dependencies = dependencies;
    this.#env = sessionEnvironment(dependencies.environment);
    this.#service = new NotificationService(this.#env, (program) => this.#watch(program, answerMs));
  }

  show(toast: Toast, tell: (news: ToastNews) => void): RaisedToast {
    const withdrawal = new AbortController();
    const raised: RaisedToast = {
      withdraw: () => {
        this.#raised.delete(raised);
        withdrawal.abort();
      },
    };
    const hear = (news: ToastNews) => {
      if (news.kind !== 'shown') this.#raised.delete(raised);
      if (news.kind === 'failed') this.#service.forget();
      if (!withdrawal.signal.aborted) tell(news);
    };
    this.#raised.add(raised);
    this.#show(toast, withdrawal.signal, hear).catch((error: unknown) =>
      hear({
        kind: 'failed',
        why: describeError(error),
        hint: this.#dependencies.words().t('problem.linuxHint'),
      }),
    );
    return raised;
  }

  async close(): Promise<void> {
    for (const raised of this.#raised) raised.withdraw();
    // A withdrawn toast may start one more program: the call that takes it off the screen.
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  async #show(toast: Toast, withdrawn: AbortSignal, tell: (news: ToastNews) => void): Promise<void> {
    const can = await this.#service.capabilities();
    if (withdrawn.aborted) return;
    const { clock, words: current, ...appearance } = this.#dependencies;
    const words = current();
    if (!can.installed) return tell(notInstalled(words));
    const watch = (program: RunningProgram) => this.#watch(program, longestWaitMs);
    const run = new NotifySendRun(
      toast,
      { appearance, words, can, clock, env: this.#env, service: this.#service, watch },
      () => tell({ kind: 'shown' }),
    );
    withdrawn.addEventListener('abort', () => run.withdraw(), { once: true });
    const news = await run.end();
    if (news !== undefined) tell(news);
    else if (!can.namesToasts) tell({ kind: 'shown' });
  }

  /** Sees to it that a program ends, after `longestMs` at the latest. */
  async #watch(program: RunningProgram, longestMs: number): Promise<Ended> {
    this.#running.set(program, program.ended);
    const timer = this.#dependencies.clock.after(longestMs, () => program.kill());
    const ended = await program.ended;
    timer.cancel();
    this.#running.delete(program);
    return ended;
  }
}

function notInstalled({ t }: Words): ToastNews {
  return {
    kind: 'failed',
    why: t('problem.notInstalled', { program: 'notify-send' }),
    hint: t('problem.notInstalledHint', { package: 'libnotify-bin' }),
  };
}
