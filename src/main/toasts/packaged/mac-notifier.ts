import { describeError } from '../../../shared/errors.ts';
import type { CurrentWords, Words } from '../../words/index.ts';
import type { Button, Notifier, RaisedToast, Toast, ToastNews } from '../toast.ts';
import { type NodeNotifier, type NotifyCallback, type NotifyOptions, notifyOnce } from './notify.ts';

export interface MacNotifierDependencies {
  /** node-notifier's `NotificationCenter`. */
  readonly notifier: NodeNotifier;
  readonly words: CurrentWords;
  /** Begins the name of each toast, so that no former run's toast is meant. */
  readonly groupPrefix: string;
}

/** Its process waits this long for an answer; then the toast goes away, and a reminder comes in time. */
const waitSeconds = 600;

/**
 * Toasts through node-notifier's terminal-notifier, which is started without a shell and reads its arguments as
 * quoted strings. Only its end tells that a toast was shown.
 */
export class MacNotifier implements Notifier {
  readonly limits = { titleLine: 24, title: 80, body: 180 };
  readonly #dependencies: MacNotifierDependencies;
  readonly #up = new Set<string>();
  #count = 0;

  constructor(dependencies: MacNotifierDependencies) {
    this.#dependencies = dependencies;
  }

  show({ title, body, buttons }: Toast, tell: (news: ToastNews) => void): RaisedToast {
    this.#count += 1;
    const words = this.#dependencies.words();
    const group = `${this.#dependencies.groupPrefix}-${this.#count}`;
    const options: NotifyOptions = {
      ...{ title, message: body, group, timeout: waitSeconds },
      ...(buttons.length > 0 ? { actions: buttons.map((button) => words.t(`toast.${button}`)) } : {}),
      ...(buttons.length > 1 ? { dropdownLabel: words.t('toast.decide') } : {}),
    };
    this.#up.add(group);
    notifyOnce(this.#dependencies.notifier, options, (...answer) => {
      this.#up.delete(group);
      for (const news of newsOf(answer, buttons, words)) tell(news);
    });
    return { withdraw: () => this.#takeOff(group) };
  }

  close(): Promise<void> {
    for (const group of this.#up) this.#takeOff(group);
    return Promise.resolve();
  }

  #takeOff(group: string): void {
    // That it is gone already is no failure.
    if (this.#up.delete(group)) notifyOnce(this.#dependencies.notifier, { remove: group }, () => undefined);
  }
}

/** node-notifier calls a pressed button and a clicked body by one name; only its metadata tells them apart. */
function newsOf(
  [error, response = '', metadata]: Parameters<NotifyCallback>,
  buttons: readonly Button[],
  { t }: Words,
): ToastNews[] {
  const hint = t('problem.macHint');
  if (error) return [{ kind: 'failed', why: describeError(error), hint }];
  if (response === '') return [{ kind: 'failed', why: t('problem.notShown', { system: 'macOS' }), hint }];
  const shown: ToastNews = { kind: 'shown' };
  if (metadata?.activationType === 'contentsClicked') return [shown, { kind: 'opened' }];
  const button = buttons.find((offered) => t(`toast.${offered}`) === metadata?.activationValue);
  if (metadata?.activationType !== 'actionClicked' || button === undefined) return [shown, { kind: 'gone' }];
  return [shown, { kind: 'pressed', button }];
}
