/** What a toast can offer. Its label is the text `toast.<button>`. */
export type Button = 'approve' | 'reject' | 'review';

/** A toast as the rest of the app describes it: harmless text, already within the notifier's limits. */
export interface Toast {
  readonly title: string;
  readonly body: string;
  /** Most important first; none: the toast only tells. */
  readonly buttons: readonly Button[];
}

/** What became of a toast. Every kind comes at most once; `pressed`, `opened`, `gone` and `failed` end it. */
export type ToastNews =
  /** It is, or was, on the screen. Some systems tell that only with its end. */
  | { readonly kind: 'shown' }
  | { readonly kind: 'pressed'; readonly button: Button }
  /** Its body was clicked. */
  | { readonly kind: 'opened' }
  /** Dismissed, timed out or replaced: nothing was decided. */
  | { readonly kind: 'gone' }
  /** `why` and `hint` are for a person: one clause without a full stop, one sentence. */
  | { readonly kind: 'failed'; readonly why: string; readonly hint: string };

/** A toast that was handed to the system. */
export interface RaisedToast {
  /** Takes it off the screen where the system can; no news comes after that. */
  withdraw(): void;
}

/** The system's means of showing toasts. Nothing here throws or rejects: failures are news. */
export interface Notifier {
  /** How many UTF-16 units of title and body this system shows; `titleLine`: how many of the title are sure to be seen. */
  readonly limits: { readonly titleLine: number; readonly title: number; readonly body: number };
  show(toast: Toast, tell: (news: ToastNews) => void): RaisedToast;
  /** Withdraws what is shown and resolves when nothing of it runs any more. */
  close(): Promise<void>;
}
