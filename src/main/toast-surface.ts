import { app } from 'electron';
import type { Clock } from '../core/clock/index.ts';
import type { Api } from '../shared/api.ts';
import type { Place } from '../shared/shell.ts';
import type { EmployeeHost } from './employee/index.ts';
import { appId, notificationIconPath } from './installed-files.ts';
import type { PreferenceBook } from './preferences/index.ts';
import type { ShellStatus } from './shell-status.ts';
import { ApprovalToasts, systemNotifier } from './toasts/index.ts';
import type { CurrentWords } from './words/index.ts';

export interface ToastSurfaceOptions {
  readonly clock: Clock;
  readonly api: Api;
  readonly host: EmployeeHost;
  readonly status: ShellStatus;
  readonly preferences: PreferenceBook;
  readonly words: CurrentWords;
  readonly open: (place: Place) => void;
}

/** Raises toasts for what the employee asks; what keeps them from being shown is told in health. */
export async function setupToasts(options: ToastSurfaceOptions): Promise<ApprovalToasts> {
  const { clock, api, host, status, preferences, words, open } = options;
  const notifier = await systemNotifier(status.current.platform, {
    clock,
    words,
    environment: process.env,
    appName: app.getName(),
    appId,
    icon: notificationIconPath('app'),
  });
  const toasts = new ApprovalToasts({
    api,
    notifier,
    clock,
    words,
    open,
    quietHours: () => preferences.shown.quietHours,
    problem: (sentence) => {
      status.update({ toastProblem: sentence ?? null });
      host.reportTrouble('toasts', sentence);
    },
  });
  host.onEvent((event) => {
    if (event.kind !== 'anything') toasts.handle(event);
  });
  host.onState(({ state }) => {
    if (state === 'running' || state === 'attached')
      api.call('approvals.list', {}).then((waiting) => toasts.start(waiting), ignored);
  });
  return toasts;
}

function ignored(): void {
  // The employee ended in between: its next start tells anew what waits.
}
