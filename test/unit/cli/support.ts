import { runCli } from '../../../src/cli/run-cli.ts';
import type { OutputStream, Terminal } from '../../../src/cli/terminal.ts';
import type {
  AuditExport,
  Finding,
  OpenedEmployee,
  OpenOptions,
  Workspace,
} from '../../../src/cli/workspace.ts';
import type { Clock } from '../../../src/core/clock/index.ts';
import type { Api } from '../../../src/shared/api.ts';
import { EmployeeError } from '../../../src/shared/errors.ts';
import type { Status } from '../../../src/shared/status.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';

export class FakeStream implements OutputStream {
  text = '';
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly #heard: (() => void)[] = [];

  constructor(isTerminal: boolean, columns = 80) {
    this.isTerminal = isTerminal;
    this.columns = columns;
  }

  write(text: string): void {
    this.text += text;
    for (const heard of this.#heard) heard();
  }

  /** Resolves once `part` was written. */
  has(part: string): Promise<void> {
    return new Promise((resolve) => {
      const check = () => this.text.includes(part) && resolve();
      this.#heard.push(check);
      check();
    });
  }
}

export interface FakeTerminalOptions {
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly answer?: string;
  readonly environment?: Record<string, string>;
  readonly currentFolder?: string;
}

export class FakeTerminal implements Terminal {
  readonly stdout: FakeStream;
  readonly stderr: FakeStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly currentFolder: string;
  readonly inputIsTerminal: boolean;
  readonly readerLeft = new AbortController().signal;
  readonly questions: string[] = [];
  readonly #answer: string;
  readonly #listeners = new Set<(signal: NodeJS.Signals) => void>();

  constructor(options: FakeTerminalOptions = {}) {
    const isTerminal = options.isTerminal ?? false;
    this.stdout = new FakeStream(isTerminal, options.columns);
    this.stderr = new FakeStream(isTerminal, options.columns);
    this.environment = options.environment ?? {};
    this.currentFolder = options.currentFolder ?? '/home/person';
    this.inputIsTerminal = isTerminal;
    this.#answer = options.answer ?? '';
  }

  async ask(question: string): Promise<string> {
    this.questions.push(question);
    return this.#answer;
  }

  async askHidden(question: string): Promise<string> {
    return this.ask(question);
  }

  async readInput(): Promise<string> {
    return this.#answer;
  }

  onSignal(received: (signal: NodeJS.Signals) => void): () => void {
    this.#listeners.add(received);
    return () => void this.#listeners.delete(received);
  }

  isAlive(): boolean {
    return false;
  }

  signal(name: NodeJS.Signals): void {
    for (const listener of this.#listeners) listener(name);
  }

  get listeners(): number {
    return this.#listeners.size;
  }
}

type Answer = unknown | ((params: never) => unknown);

/** An api that answers by name and remembers what it was asked. */
export class FakeApi implements Api {
  readonly calls: (readonly [name: string, params: unknown])[] = [];
  readonly #answers: Readonly<Record<string, Answer>>;

  constructor(answers: Readonly<Record<string, Answer>>) {
    this.#answers = answers;
  }

  call: Api['call'] = async (name, params) => {
    this.calls.push([name, params]);
    const answer = this.#answers[name];
    if (answer === undefined) throw new Error(`no answer for ${name}`);
    return typeof answer === 'function' ? answer(params) : answer;
  };
}

export interface FakeWorkspaceOptions {
  readonly answers?: Readonly<Record<string, Answer>>;
  /** Whether an employee runs in another process, and if so whether it answers. */
  readonly running?: 'yes' | 'no' | 'silent';
  readonly exists?: boolean;
  /** Another process holds the lock. */
  readonly held?: boolean;
  /** How each employee that is opened ends, one after the other. */
  readonly ends?: readonly Promise<'stop' | 'reopen'>[];
  readonly readerAnswers?: Readonly<Record<string, Answer>>;
  readonly findings?: readonly Finding[];
  readonly logsFolder?: string;
  readonly employee?: Partial<OpenedEmployee>;
}

export class FakeWorkspace implements Workspace {
  readonly root = '/home/person/PersonalAIEmployee';
  readonly chosenBy = 'home';
  readonly api: FakeApi;
  readonly opened: OpenOptions[] = [];
  readonly stops: string[] = [];
  connections = 0;
  readonly #options: FakeWorkspaceOptions;

  constructor(options: FakeWorkspaceOptions = {}) {
    this.#options = options;
    this.api = new FakeApi(options.answers ?? {});
  }

  exists(): boolean {
    return this.#options.exists ?? true;
  }

  logsFolder(): string {
    return this.#options.logsFolder ?? '/nowhere';
  }

  auditFolder(): string {
    return '/nowhere';
  }

  async exportAudit(options: AuditExport, write: (text: string) => void): Promise<number> {
    write(`${JSON.stringify(options)}\n`);
    return 1;
  }

  async connect() {
    const { running = 'no' } = this.#options;
    if (running === 'no') return undefined;
    if (running === 'silent') throw error('timeout');
    this.connections += 1;
    return {
      call: this.api.call,
      closed: Promise.resolve(),
      close: () => {
        this.connections -= 1;
      },
    };
  }

  async open(options: OpenOptions): Promise<OpenedEmployee> {
    this.opened.push(options);
    if (this.#options.held) throw error('workspace_held');
    return {
      api: this.api,
      start: async () => undefined,
      drain: async () => undefined,
      stop: async (how) => void this.stops.push(how),
      onEvent: () => () => undefined,
      workspace: { root: this.root, kind: 'existing' },
      problems: [],
      stopped: this.#options.ends?.[this.opened.length - 1] ?? new Promise(() => undefined),
      ...this.#options.employee,
    };
  }

  async reader(): Promise<Api> {
    return new FakeApi(this.#options.readerAnswers ?? {});
  }

  async examine(): Promise<readonly Finding[]> {
    return this.#options.findings ?? [];
  }
}

export function error(code: EmployeeError['code']): EmployeeError {
  return new EmployeeError(code, { what: 'it', why: 'a reason', hint: 'Do something' });
}

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly folders: readonly (string | undefined)[];
}

/** Runs a command line against a fake workspace. */
export async function run(
  line: string,
  workspace = new FakeWorkspace(),
  terminal = new FakeTerminal(),
  clock: Clock = new FakeClock(),
): Promise<Ran> {
  const folders: (string | undefined)[] = [];
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  const exitCode = await runCli(words, {
    terminal,
    clock,
    openWorkspace: async (folder) => {
      folders.push(folder);
      return workspace;
    },
  });
  return { exitCode, stdout: terminal.stdout.text, stderr: terminal.stderr.text, folders };
}

export const status: Status = {
  running: true,
  pid: 4711,
  uptime_s: 3_725,
  paused: false,
  services: {
    orchestrator: { status: 'running', restarts: 0, last_error: null },
    watcher: { status: 'running', restarts: 0, last_error: null },
    scheduler: { status: 'running', restarts: 0, last_error: null },
  },
  queue: {
    inbox: 2,
    pending: 1,
    approvals: 1,
    completed: 1_234,
    completed_today: 3,
    failed_today: 0,
    quarantine: 0,
    stuck: 0,
    outcome_unknown: 0,
  },
  cost_today_usd: 0.0123,
  cost_is_lower_bound: true,
  last_backup: null,
  audit_head: { seq: 42, hash: 'ab'.repeat(32) },
  current: { task_id: 't1', step: 'planning' },
  workspace: '/home/person/PersonalAIEmployee',
  trusted: true,
};
