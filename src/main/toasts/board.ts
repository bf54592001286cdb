import type { CurrentWords } from '../words/index.ts';
import type { Button, Notifier, RaisedToast, Toast, ToastNews } from './toast.ts';

/** A waiting toast may cost a process: the oldest make room. */
const mostUp = 20;

export interface BoardDependencies {
  readonly notifier: Notifier;
  readonly words: CurrentWords;
  /** Told when toasts stop working (one sentence for a person) and when they work again (`undefined`). */
  readonly problem: (sentence: string | undefined) => void;
}

/** The toasts on the screen, one per key. Of each, only the first choice counts. */
export class ToastBoard {
  readonly #notifier: Notifier;
  readonly #words: CurrentWords;
  readonly #problem: BoardDependencies['problem'];
  readonly #up = new Map<string, RaisedToast>();
  #sentence: string | undefined;
  #closed = false;

  constructor({ notifier, words, problem }: BoardDependencies) {
    this.#notifier = notifier;
    this.#words = words;
    this.#problem = problem;
  }

  get limits(): Notifier['limits'] {
    return this.#notifier.limits;
  }

  /** Shows the toast in place of an earlier one of the same key. `failed`: nobody has seen it. */
  raise(
    key: string,
    toast: Toast,
    chosen: (choice: Button | 'open') => void,
    failed: () => void = () => undefined,
  ): void {
    if (this.#closed) return;
    this.withdraw(key);
    const [oldest] = this.#up.keys();
    if (oldest !== undefined && this.#up.size >= mostUp) this.withdraw(oldest);

    let over = false;
    const raised = this.#notifier.show(toast, (news) => {
      if (over || this.#closed) return;
      this.#report(news);
      if (news.kind === 'shown') return;
      over = true;
      this.#up.delete(key);
      if (news.kind === 'pressed') chosen(news.button);
      else if (news.kind === 'opened') chosen('open');
      else if (news.kind === 'failed') failed();
    });
    const withdraw = () => {
      over = true;
      raised.withdraw();
    };
    // A failure may have been told at once.
    if (!over) this.#up.set(key, { withdraw });
  }

  withdraw(key: string): void {
    const raised = this.#up.get(key);
    this.#up.delete(key);
    raised?.withdraw();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#up.clear();
    await this.#notifier.close();
  }

  #report(news: ToastNews): void {
    const sentence =
      news.kind === 'failed'
        ? this.#words().t('problem.toasts', { why: news.why, hint: news.hint })
        : undefined;
    if (sentence === this.#sentence) return;
    this.#sentence = sentence;
    this.#problem(sentence);
  }
}
