import type { Api } from '../shared/api.ts';
import type { EmployeeEvent } from '../shared/events.ts';

/** The employee opened in this process, holding the workspace lock. */
export interface OpenedEmployee {
  readonly api: Api;
  /** Resolves when watching. */
  start(): Promise<void>;
  /** Resolves when nothing is waiting any more. */
  drain(signal?: AbortSignal): Promise<void>;
  stop(how: 'graceful' | 'now'): Promise<void>;
  onEvent(listener: (event: EmployeeEvent) => void): () => void;
  readonly workspace: { readonly root: string; readonly kind: 'created' | 'adopted' | 'existing' };
  /** What is wrong with the settings, in sentences. */
  readonly problems: readonly string[];
  /** Resolves when an end was asked through the api (`reopen`: it goes on here); rejects when the workspace was lost. */
  readonly stopped: Promise<'stop' | 'reopen'>;
}

/** The employee that runs in another process. */
export interface RunningEmployee extends Api {
  /** Resolves when it has hung up. */
  readonly closed: Promise<void>;
  close(): void;
}

export interface OpenOptions {
  /** `service`: the employee at work · `command`: one command under the lock. */
  readonly mode: 'service' | 'command';
  /** Makes the workspace when it is missing. */
  readonly create?: boolean;
  /** A person says that this workspace is theirs. */
  readonly trust?: boolean;
  readonly takeOver?: boolean;
}

/** Which part of the trail, and in which form. Times as `audit.export` takes them. */
export interface AuditExport {
  readonly format: 'jsonl' | 'csv';
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** The workspace a command line chose, and the ways to its employee. */
export interface Workspace {
  readonly root: string;
  readonly chosenBy: string;
  exists(): boolean;
  /** Absolute path of `logs/`. */
  logsFolder(): string;
  /** Absolute path of `audit_logs/`. */
  auditFolder(): string;
  /** Hands over the trail as text, read from its files. */
  exportAudit(options: AuditExport, write: (text: string) => void): Promise<number>;
  /** `undefined` when no employee runs here; throws `timeout` when it does not answer. */
  connect(): Promise<RunningEmployee | undefined>;
  /** Takes the lock and recovers. Throws `workspace_held`, `not_found`. */
  open(options: OpenOptions): Promise<OpenedEmployee>;
  /** What can be read without the lock: `status`, `audit.verify`, `audit.tail`, `audit.query`, `audit.state`, `backup.list`, `backup.verify`, `config.list`, `config.get`. */
  reader(): Promise<Api>;
  /** What `doctor` says. */
  examine(): Promise<readonly Finding[]>;
}

/** One line of `doctor`. */
export interface Finding {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'problem';
  readonly message: string;
  /** What to do; empty when nothing is to be done. */
  readonly hint: string;
}
