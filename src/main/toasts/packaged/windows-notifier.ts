import { describeError } from '../../../shared/errors.ts';
import type { CurrentWords, Words } from '../../words/index.ts';
import type { Button, Notifier, RaisedToast, Toast, ToastNews } from '../toast.ts';
import { type NodeNotifier, notifyOnce } from './notify.ts';

export interface WindowsNotifierDependencies {
  /** node-notifier's `WindowsToaster`. */
  readonly notifier: NodeNotifier;
  readonly words: CurrentWords;
  /** The AppUserModelID of the installed app; Windows shows toasts of known ones only. */
  readonly appId: string;
  /** Absolute path of the app's icon. */
  readonly icon?: string;
  /** Where the toasts of this run begin to count, so that no former run's toast is meant. */
  readonly firstId: number;
}

/**
 * Toasts through node-notifier's SnoreToast, which is started without a shell and builds the toast's XML from nodes.
 * Only its end tells that a toast was shown. One that slid into the notification centre answers no longer, but can
 * still be withdrawn.
 */
export class WindowsNotifier implements Notifier {
  readonly limits = { titleLine: 40, title: 100, body: 200 };
  readonly #dependencies: WindowsNotifierDependencies;
  readonly #up = new Set<number>();
  #nextId: number;

  constructor(dependencies: WindowsNotifierDependencies) {
    this.#dependencies = dependencies;
    this.#nextId = dependencies.firstId;
  }

  show({ title, body, buttons }: Toast, tell: (news: ToastNews) => void): RaisedToast {
    const { notifier, appId, icon } = this.#dependencies;
    const id = this.#nextId++;
    const words = this.#dependencies.words();
    const options = {
      ...{ title, message: body, id, appID: appId, sound: false },
      ...(buttons.length > 0 ? { actions: buttons.map((button) => words.t(`toast.${button}`)) } : {}),
      ...(icon === undefined ? {} : { icon }),
    };
    this.#up.add(id);
    notifyOnce(notifier, options, (error, response = '') => {
      for (const news of newsOf(error, response, buttons, words)) {
        if (news.kind !== 'shown') this.#up.delete(id);
        tell(news);
      }
    });
    return { withdraw: () => this.#takeOff(id) };
  }

  close(): Promise<void> {
    for (const id of this.#up) this.#takeOff(id);
    return Promise.resolve();
  }

  #takeOff(id: number): void {
    const { notifier, appId } = this.#dependencies;
    // That it is gone already is no failure.
    if (this.#up.delete(id)) notifyOnce(notifier, { close: id, appID: appId }, () => undefined);
  }
}

/** What SnoreToast's answer means. It also answers nothing at all, without an error, when it could not show a toast. */
function newsOf(
  error: Error | string | null,
  response: string,
  buttons: readonly Button[],
  { t }: Words,
): ToastNews[] {
  const hint = t('problem.windowsHint');
  if (error) return [{ kind: 'failed', why: describeError(error), hint }];
  const [answer = ''] = response.split('\0');
  if (answer === '') return [{ kind: 'failed', why: t('problem.notShown', { system: 'Windows' }), hint }];
  const shown: ToastNews = { kind: 'shown' };
  const button = buttons.find((offered) => t(`toast.${offered}`).toLowerCase() === answer);
  if (button !== undefined) return [shown, { kind: 'pressed', button }];
  if (answer === 'activate') return [shown, { kind: 'opened' }];
  return answer === 'timeout' ? [shown] : [shown, { kind: 'gone' }];
}
