import { ApprovalToasts } from '../../../../src/main/toasts/index.ts';
import type { Notifier, RaisedToast, Toast, ToastNews } from '../../../../src/main/toasts/toast.ts';
import { wordsIn } from '../../../../src/main/words/index.ts';
import type { Api, ApprovalSummary } from '../../../../src/shared/api.ts';
import type { Language } from '../../../../src/shared/i18n/index.ts';
import type { Place, Preferences } from '../../../../src/shared/shell.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';

const hourMs = 3_600_000;

/** One toast that was shown, and the hand that answers it. */
interface Shown extends Toast {
  readonly tell: (news: ToastNews) => void;
  withdrawn: boolean;
}

/** A notifier that shows everything to the test. */
export class RecordingNotifier implements Notifier {
  readonly limits = { titleLine: 24, title: 120, body: 300 };
  readonly shown: Shown[] = [];
  closed = false;

  show(toast: Toast, tell: (news: ToastNews) => void): RaisedToast {
    const shown: Shown = { ...toast, tell, withdrawn: false };
    this.shown.push(shown);
    return {
      withdraw: () => {
        shown.withdrawn = true;
      },
    };
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }

  get titles(): string[] {
    return this.shown.map((toast) => toast.title);
  }

  /** The toast that was shown last. */
  get last(): Shown {
    const last = this.shown.at(-1);
    if (last === undefined) throw new Error('no toast was shown');
    return last;
  }
}

/** `ApprovalToasts` with everything around it in the test's hands. It begins at nine in the morning, local time. */
export function stage() {
  const clock = new FakeClock(new Date(2026, 1, 7, 9).getTime());
  const notifier = new RecordingNotifier();
  const calls: unknown[] = [];
  const opened: Place[] = [];
  const problems: (string | undefined)[] = [];
  let quietHours: Preferences['quietHours'] = null;
  let language: Language = 'en';
  let refusal: Error | undefined;
  const api: Api = {
    call: (name, params) => {
      calls.push([name, params]);
      return refusal ? Promise.reject(refusal) : Promise.resolve({} as never);
    },
  };
  const toasts = new ApprovalToasts({
    api,
    notifier,
    clock,
    words: wordsIn(() => language),
    open: (place) => opened.push(place),
    quietHours: () => quietHours,
    problem: (sentence) => problems.push(sentence),
  });

  /** A request that expires in 72 hours. */
  const request = (id: string, change: Partial<ApprovalSummary> = {}): ApprovalSummary => ({
    task_id: id,
    sentence: `Send ${id} to ACME`,
    reason: 'New recipient',
    urgency: 'normal',
    created_at: new Date(clock.now()).toISOString(),
    expires_at: new Date(clock.now() + 71.5 * hourMs).toISOString(),
    approval_type: 'communication',
    actions: [{ server: 'mail', tool: 'send', arguments: {} }],
    approval_sha256: `sha of ${id}`,
    low_risk: true,
    deciding: null,
    ...change,
  });

  return {
    ...{ clock, notifier, toasts, calls, opened, problems, request },
    ask: (approval: ApprovalSummary) => toasts.handle({ kind: 'approval_requested', approval }),
    remind: (approval: ApprovalSummary, milestone: 'reminder' | 'alert' = 'reminder') =>
      toasts.handle({ kind: 'approval_reminded', approval, milestone }),
    alert: (message: string, taskId: string | null = null) =>
      toasts.handle({ kind: 'alert', message, task_id: taskId }),
    change: (taskId: string, open = false) =>
      toasts.handle({ kind: 'approval_changed', task_id: taskId, open }),
    /** Lets what was gathered be told. */
    pass: (ms = 3_000) => clock.advance(ms),
    quiet: (hours: Preferences['quietHours']) => {
      quietHours = hours;
    },
    speak: (wanted: Language) => {
      language = wanted;
    },
    refuse: (error: Error) => {
      refusal = error;
    },
  };
}

/** Lets pending promises of a decision settle. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}
