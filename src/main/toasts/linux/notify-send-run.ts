import type { Clock } from '../../../core/clock/index.ts';
import type { Words } from '../../words/index.ts';
import type { Toast, ToastNews } from '../toast.ts';
import type { Capabilities, NotificationService } from './notification-service.ts';
import { type Appearance, answerIn, notifySendCommand, toastId } from './notify-send.ts';
import { type Ended, type RunningProgram, startProgram } from './program.ts';

/** Within this time a notification service that answers at all has shown a toast. */
const namingMs = 10_000;
/** A toast that is withdrawn while it is about to appear gets this long to appear, so that it can be taken off. */
const withdrawingMs = 2_000;

export interface RunDependencies {
  readonly appearance: Appearance;
  /** Those of the moment in which the toast is shown. */
  readonly words: Words;
  readonly can: Capabilities;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string>>;
  readonly service: NotificationService;
  /** Watches over a program and resolves with its end. */
  readonly watch: (program: RunningProgram) => Promise<Ended>;
}

/** One toast's `notify-send`, from its start to the answer. */
export class NotifySendRun {
  readonly #dependencies: RunDependencies;
  readonly #program: RunningProgram;
  #id: number | undefined;
  #withdrawn = false;
  #silent = false;

  constructor(toast: Toast, dependencies: RunDependencies, shown: () => void) {
    this.#dependencies = dependencies;
    const { appearance, can, env, words } = dependencies;
    const [name, ...args] = notifySendCommand(toast, appearance, can, words);
    this.#program = startProgram(name, args, env, (output) => {
      if (this.#id !== undefined) return;
      this.#id = toastId(output);
      if (this.#id === undefined) return;
      shown();
      if (this.#withdrawn) this.#takeOff();
    });
  }

  withdraw(): void {
    this.#withdrawn = true;
    if (this.#id === undefined && this.#isNamedEarly)
      this.#dependencies.clock.after(withdrawingMs, () => this.#program.kill());
    else this.#takeOff();
  }

  /** Resolves with how the toast ended; `undefined` while it may still be on the screen, without an answer. */
  async end(): Promise<ToastNews | undefined> {
    const { can, clock, watch, words } = this.#dependencies;
    const silence = this.#isNamedEarly
      ? clock.after(namingMs, () => {
          if (this.#id !== undefined) return;
          this.#silent = true;
          this.#program.kill();
        })
      : undefined;
    const ended = await watch(this.#program);
    silence?.cancel();
    if (this.#silent) return failed(words.t('problem.silent'), words);
    // Its exit code does not tell: it may show a toast and still complain of buttons it cannot show.
    if (can.namesToasts ? this.#id === undefined : ended.code !== 0)
      return failed(reasonIn(ended, words), words);
    if (!can.actions) return undefined;
    const answer = answerIn(ended.output);
    if (answer === undefined) return { kind: 'gone' };
    return answer === 'open' ? { kind: 'opened' } : { kind: 'pressed', button: answer };
  }

  /** By itself, `notify-send` keeps back the name of a toast that can be answered until its end. */
  get #isNamedEarly(): boolean {
    const { actions, unbuffered } = this.#dependencies.can;
    return unbuffered || !actions;
  }

  #takeOff(): void {
    this.#program.kill();
    if (this.#id !== undefined) void this.#dependencies.service.closeToast(this.#id);
  }
}

function failed(why: string, { t }: Words): ToastNews {
  return { kind: 'failed', why, hint: t('problem.linuxHint') };
}

/** The last line a program complained with, as a clause. */
function reasonIn({ unstarted, errors, code }: Ended, { t }: Words): string {
  const program = 'notify-send';
  if (unstarted !== undefined) return t('problem.unstarted', { program, code: unstarted });
  const last = errors.trim().split('\n').at(-1)?.trim().replace(/\.+$/, '').slice(0, 200);
  return last
    ? t('problem.says', { program, text: last })
    : t('problem.ended', { program, code: code ?? '?' });
}
