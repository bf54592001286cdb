/**
 * Toasts: what waits for a person, told outside the window and answered in place where that is safe.
 * Knows nothing of Electron; everything it touches comes in through its constructors.
 */
export { ApprovalToasts, type ApprovalToastsDependencies } from './approval-toasts.ts';
export { type SystemNotifierOptions, systemNotifier } from './system-notifier.ts';
/** The port to the system, for tests and for systems of another kind. */
export type { Button, Notifier, RaisedToast, Toast, ToastNews } from './toast.ts';
