import { type Ended, type RunningProgram, startProgram } from './program.ts';

/** What this desktop's notification service and its command-line tool can do. */
export interface Capabilities {
  /** `notify-send` is installed. */
  readonly installed: boolean;
  /** Buttons are shown and come back. */
  readonly actions: boolean;
  /** `notify-send` names the toast it showed, so that it can be withdrawn. */
  readonly namesToasts: boolean;
  /** It can be made to do so while it waits for an answer; by itself it keeps the name back until its end. */
  readonly unbuffered: boolean;
  /** The body is read as markup. */
  readonly markup: boolean;
}

/** The session's notification service, asked through `gdbus`; what it can do is remembered until `forget`. */
export class NotificationService {
  readonly #env: Readonly<Record<string, string>>;
  readonly #started: (program: RunningProgram) => Promise<Ended>;
  #capabilities: Promise<Capabilities> | undefined;

  /** `started` watches over each program and resolves with its end. */
  constructor(env: Readonly<Record<string, string>>, started: (program: RunningProgram) => Promise<Ended>) {
    this.#env = env;
    this.#started = started;
  }

  capabilities(): Promise<Capabilities> {
    this.#capabilities ??= this.#ask();
    return this.#capabilities;
  }

  /** After a failure: the service may have been exchanged. */
  forget(): void {
    this.#capabilities = undefined;
  }

  /** Takes a toast off the screen; that it is gone already is no failure. */
  async closeToast(id: number): Promise<void> {
    await this.#call('CloseNotification', String(id));
  }

  async #ask(): Promise<Capabilities> {
    const [help, unbuffering, answer] = await Promise.all([
      this.#started(startProgram('notify-send', ['--help'], this.#env)),
      this.#started(startProgram('stdbuf', ['--version'], this.#env)),
      this.#call('GetCapabilities'),
    ]);
    const known = answer.code === 0 ? new Set(answer.output.match(/(?<=')[\w-]+(?=')/g)) : undefined;
    return {
      installed: help.unstarted === undefined,
      // Where the service cannot be asked, notify-send asks it itself, and escaping is the safe side.
      actions: help.output.includes('--action') && (known?.has('actions') ?? true),
      namesToasts: help.output.includes('--print-id'),
      unbuffered: unbuffering.code === 0,
      markup: known?.has('body-markup') ?? true,
    };
  }

  #call(method: string, ...args: readonly string[]): Promise<Ended> {
    const service = 'org.freedesktop.Notifications';
    const path = '/org/freedesktop/Notifications';
    const call = ['call', '--session', '--timeout', '5', '--dest', service, '--object-path', path];
    return this.#started(
      startProgram('gdbus', [...call, '--method', `${service}.${method}`, ...args], this.#env),
    );
  }
}
