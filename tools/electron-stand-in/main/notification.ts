import { imitates, LoudEmitter } from './loud.ts';

const eventNames = ['action', 'click', 'close', 'failed', 'reply', 'show'];

interface NotificationOptions {
  readonly title?: string;
  readonly body?: string;
  readonly silent?: boolean;
  readonly urgency?: string;
  readonly actions?: readonly { readonly type: 'button'; readonly text: string }[];
}

/** Nothing is shown; specs emit what a person does. */
export class Notification extends LoudEmitter {
  title: string;
  body: string;
  silent: boolean;
  urgency: string;
  actions: NotificationOptions['actions'];

  constructor(options: NotificationOptions = {}) {
    super(eventNames);
    this.title = options.title ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
    this.urgency = options.urgency ?? 'normal';
    this.actions = options.actions ?? [];
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    setImmediate(() => this.emit('show', {}));
  }

  close(): void {
    setImmediate(() => this.emit('close', {}));
  }
}
imitates(Notification, 'Notification', import.meta.url);
