import type { EmployeePort, HostedEmployee, RemoteEmployee } from '../../../../src/main/employee/index.ts';
import type { Api, CommandName } from '../../../../src/shared/api.ts';
import type { EmployeeEvent } from '../../../../src/shared/events.ts';
import type { Status } from '../../../../src/shared/status.ts';
import { statusWith } from '../status.ts';

type Answers = Partial<Record<CommandName, () => unknown>>;

export function apiOf(answers: Answers): Api {
  return {
    // A test answers what the command's schema says.
    call: async (name) => answers[name]?.() as never,
  };
}

/** An employee in this process that does what a test says. */
export class FakeEmployee implements HostedEmployee {
  readonly workspace: HostedEmployee['workspace'];
  problems: readonly string[] = [];
  readonly api: Api;
  readonly stops: string[] = [];
  readonly troubles: (readonly [string, string | undefined])[] = [];
  readonly stopAsked = Promise.withResolvers<'stop' | 'reopen'>();
  readonly stopped = this.stopAsked.promise;
  startWith: () => Promise<void> = async () => undefined;
  resumes = 0;
  #listener: ((event: EmployeeEvent) => void) | undefined;

  constructor(root: string) {
    this.workspace = { root, kind: 'existing' };
    this.api = apiOf({ status: () => statusWith({ workspace: root }), 'approvals.list': () => [] });
    this.stopped.catch(() => undefined);
  }

  get isHeard(): boolean {
    return this.#listener !== undefined;
  }

  emit(event: EmployeeEvent): void {
    this.#listener?.(event);
  }

  start(): Promise<void> {
    return this.startWith();
  }

  async stop(how: 'graceful' | 'now'): Promise<void> {
    this.stops.push(how);
  }

  onEvent(listener: (event: EmployeeEvent) => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = undefined;
    };
  }

  reportTrouble(source: string, sentence: string | undefined): void {
    this.troubles.push([source, sentence]);
  }

  resumed(): void {
    this.resumes += 1;
  }
}

/** An employee in another process. */
export class FakeRemote implements RemoteEmployee {
  status: Status = statusWith({ pid: 99 });
  waiting: readonly unknown[] = [];
  entries: readonly unknown[] = [];
  readonly hangUp = Promise.withResolvers<void>();
  readonly closed = this.hangUp.promise;
  isClosedHere = false;
  readonly call = apiOf({
    status: () => this.status,
    'approvals.list': () => this.waiting,
    'audit.tail': () => this.entries,
  }).call;

  close(): void {
    this.isClosedHere = true;
    this.hangUp.resolve();
  }
}

/** Ways to the employee that a test sets; each opening is recorded. */
export class FakePort implements EmployeePort {
  readonly opened: string[] = [];
  openWith: (root: string) => Promise<HostedEmployee> = async (root) => new FakeEmployee(root);
  remote: FakeRemote | undefined;

  async open(root: string, { trust }: { readonly trust: boolean }): Promise<HostedEmployee> {
    this.opened.push(trust ? `${root} (trusted)` : root);
    return this.openWith(root);
  }

  async connect(): Promise<RemoteEmployee | undefined> {
    return this.remote;
  }
}
