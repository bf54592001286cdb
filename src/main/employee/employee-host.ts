import type { Clock, Timer } from '../../core/clock/index.ts';
import type { Api } from '../../shared/api.ts';
import { describeError, EmployeeError } from '../../shared/errors.ts';
import type { ShellState } from '../../shared/shell.ts';
import { AttachedSession } from './attached-session.ts';
import { startLocalSession } from './local-session.ts';
import type { EmployeePort, Session, SessionEnd, ShellEvent } from './session.ts';

export type HostState = ShellState['employee'];

const lookAgainMs = 2_000;

export interface EmployeeHostOptions {
  readonly port: EmployeePort;
  readonly clock: Clock;
  /** The folder a first run suggests. */
  readonly suggested: string;
  /** A stop was asked through the employee's api, as by `employee stop`. */
  readonly stopAsked: () => void;
}

/**
 * Holds the employee of the workspace in this process, or follows the one that another process holds. Opening, stopping
 * and opening again wait for each other: there is never more than one session.
 */
export class EmployeeHost {
  readonly #options: EmployeeHostOptions;
  readonly #stateListeners = new Set<(state: HostState) => void>();
  readonly #eventListeners = new Set<(event: ShellEvent) => void>();
  readonly #troubles = new Map<string, string>();
  #state: HostState;
  #session: Session | undefined;
  #root: string | undefined;
  #work: Promise<void> = Promise.resolve();
  #lookAgain: Timer | undefined;

  constructor(options: EmployeeHostOptions) {
    this.#options = options;
    this.#state = { state: 'first_run', suggested: options.suggested };
  }

  get state(): HostState {
    return this.#state;
  }

  get workspace(): Session['workspace'] | undefined {
    return this.#session?.workspace;
  }

  /** What is wrong with the settings of the open workspace, in sentences. */
  get problems(): readonly string[] {
    return this.#session?.problems ?? [];
  }

  /** The folder that was opened last, whether or not that succeeded. */
  get root(): string | undefined {
    return this.#root;
  }

  /** Throws `not_running` while no employee works. */
  get api(): Api {
    if (this.#session) return this.#session.api;
    throw new EmployeeError('not_running', {
      what: 'cannot ask the employee',
      why: 'it is not running',
      hint: 'Start it, or choose its folder',
    });
  }

  onState(listener: (state: HostState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => void this.#stateListeners.delete(listener);
  }

  onEvent(listener: (event: ShellEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => void this.#eventListeners.delete(listener);
  }

  /** Ends what was open, then opens a workspace. Never throws: a failure is the state. */
  open(root: string, { trust = false }: { readonly trust?: boolean } = {}): Promise<void> {
    return this.#inTurn(async () => {
      try {
        await this.#end('graceful');
        this.#root = root;
        this.#change({ state: 'starting' });
        this.#began(await this.#begin(root, trust));
      } catch (error) {
        this.#failed(error);
      }
    });
  }

  /** Throws what the employee could not write any more. */
  stop(how: 'graceful' | 'now'): Promise<void> {
    // An impatient stop reaches the employee at once, also while a graceful one is under way.
    if (how === 'now' && this.#state.state === 'stopping') return this.#session?.stop('now') ?? this.#work;
    return this.#inTurn(() => this.#end(how));
  }

  resumed(): void {
    this.#session?.resumed();
  }

  /** Kept over a change of the workspace. */
  reportTrouble(source: string, sentence: string | undefined): void {
    if (sentence === undefined) this.#troubles.delete(source);
    else this.#troubles.set(source, sentence);
    this.#session?.reportTrouble(source, sentence);
  }

  async #begin(root: string, trust: boolean): Promise<Session> {
    const { port } = this.#options;
    try {
      return await startLocalSession(port, root, { trust }, this.#heard);
    } catch (error) {
      if (!(error instanceof EmployeeError) || error.code !== 'workspace_held') throw error;
      const attached = await this.#attach(root);
      if (attached) return attached;
      throw error;
    }
  }

  async #attach(root: string): Promise<Session | undefined> {
    const remote = await this.#options.port.connect(root);
    return remote && AttachedSession.begin(remote, this.#options.clock, this.#heard);
  }

  #began(session: Session): void {
    this.#session = session;
    for (const [source, sentence] of this.#troubles) session.reportTrouble(source, sentence);
    this.#change(session.where);
    this.#heard({ kind: 'anything' });
    void session.ended.then((end) => this.#ended(session, end));
  }

  async #ended(session: Session, end: SessionEnd): Promise<void> {
    if (end.kind === 'stop_asked') {
      if (this.#session === session && this.#state.state !== 'stopping') this.#options.stopAsked();
      return;
    }
    if (end.kind === 'reopen_asked') return this.#reopen(session);
    await this.#inTurn(async () => {
      // Stopped from here, or another one was opened meanwhile.
      if (this.#session !== session) return;
      this.#session = undefined;
      // That it was lost is what a person has to hear, not what could not be written after that.
      if (end.kind === 'lost') await session.stop('now').catch(() => undefined);
      this.#failed(end.kind === 'lost' ? end.error : otherProcessEnded());
    });
  }

  /** For a restore: stopped, and opened again at the same place. */
  #reopen(session: Session): Promise<void> {
    return this.#inTurn(async () => {
      const root = this.#root;
      if (this.#session !== session || root === undefined) return;
      try {
        await this.#end('graceful');
        this.#change({ state: 'starting' });
        this.#began(await this.#begin(root, false));
      } catch (error) {
        this.#failed(error);
      }
    });
  }

  async #end(how: 'graceful' | 'now'): Promise<void> {
    this.#lookAgain?.cancel();
    const session = this.#session;
    if (!session) return;
    this.#change({ state: 'stopping' });
    try {
      await session.stop(how);
    } finally {
      this.#session = undefined;
    }
  }

  #failed(error: unknown): void {
    const { what, why, hint } = error instanceof EmployeeError ? error : unforeseen(error);
    this.#change({ state: 'failed', error: { what, why, hint }, path: this.#root ?? null });
    this.#watchForAnother();
  }

  /** An employee that another process starts meanwhile is followed; none is started here without being asked. */
  #watchForAnother(): void {
    this.#lookAgain?.cancel();
    this.#lookAgain = this.#options.clock.after(lookAgainMs, () => {
      void this.#inTurn(async () => {
        if (this.#state.state !== 'failed' || this.#root === undefined) return;
        const attached = await this.#attach(this.#root).catch(() => undefined);
        if (attached) this.#began(attached);
        else this.#watchForAnother();
      });
    });
  }

  readonly #heard = (event: ShellEvent): void => {
    for (const listener of this.#eventListeners) listener(event);
  };

  #change(state: HostState): void {
    this.#state = state;
    for (const listener of this.#stateListeners) listener(state);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#work.then(work);
    this.#work = turn.catch(() => undefined);
    return turn;
  }
}

function otherProcessEnded(): EmployeeError {
  return new EmployeeError('not_running', {
    what: 'The employee has stopped',
    why: 'the process that ran it has ended',
    hint: 'Start it here, or where it ran before',
  });
}

function unforeseen(error: unknown): EmployeeError {
  return new EmployeeError('failed', {
    what: 'The employee could not start',
    why: describeError(error),
    hint: 'Try again; the log of the app says more',
  });
}
