import type { Employee } from '../../core/employee.ts';
import type { Api } from '../../shared/api.ts';
import type { EmployeeEvent } from '../../shared/events.ts';

/** What the shell hears: the employee's events, or that anything may have changed. */
export type ShellEvent = EmployeeEvent | { readonly kind: 'anything' };

/** The employee as it is opened in this process. */
export type HostedEmployee = Pick<
  Employee,
  'api' | 'workspace' | 'problems' | 'stopped' | 'start' | 'stop' | 'onEvent' | 'reportTrouble' | 'resumed'
>;

/** The employee that runs in another process. */
export interface RemoteEmployee extends Api {
  /** Resolves when it has hung up. */
  readonly closed: Promise<void>;
  close(): void;
}

/** The ways to the employee of a workspace. */
export interface EmployeePort {
  /** Takes the workspace. Throws `workspace_held` when another process has it. */
  open(root: string, options: { readonly trust: boolean }): Promise<HostedEmployee>;
  /** `undefined` when no employee runs there. */
  connect(root: string): Promise<RemoteEmployee | undefined>;
}

/** An employee that works, here or in another process. */
export interface Session {
  readonly where: { readonly state: 'running' } | { readonly state: 'attached'; readonly pid: number };
  readonly api: Api;
  readonly workspace: {
    readonly root: string;
    readonly kind: 'created' | 'adopted' | 'existing';
    readonly trusted: boolean;
  };
  /** What is wrong with the settings, in sentences; of another process, it has told its own terminal. */
  readonly problems: readonly string[];
  /** Settles when it works no more: a stop was asked, it was lost, or its process ended. */
  readonly ended: Promise<SessionEnd>;
  stop(how: 'graceful' | 'now'): Promise<void>;
  /** The machine slept, or its clock was set. */
  resumed(): void;
  /** A surface that works with less than it should; `undefined`: it works again. */
  reportTrouble(source: string, sentence: string | undefined): void;
}

export type SessionEnd =
  | { readonly kind: 'stop_asked' }
  /** It is to be opened again: a restore is swapped in between. */
  | { readonly kind: 'reopen_asked' }
  | { readonly kind: 'lost'; readonly error: unknown }
  | { readonly kind: 'hung_up' };
