import { existsSync, mkdirSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ToolServer } from '../../src/core/actions/index.ts';
import { type Clock, SystemClock, SystemRandom } from '../../src/core/clock/index.ts';
import { type Employee, openEmployee } from '../../src/core/employee.ts';
import { templateFolders } from '../../src/core/hosting/index.ts';
import { openFileProbe } from '../../src/core/intake/index.ts';
import type { SecretCipher } from '../../src/core/secrets/index.ts';
import { UserState } from '../../src/core/user-state/index.ts';
import { SystemProcesses } from '../../src/core/workspace/index.ts';
import type { ApprovalRequest } from '../../src/shared/approval.ts';
import { EmployeeError } from '../../src/shared/errors.ts';
import type { Task, TaskState } from '../../src/shared/task.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { testFiles } from './test-files.ts';

export interface TestEmployeeOptions {
  readonly clock?: Clock;
  readonly servers?: readonly ToolServer[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secretCipher?: SecretCipher;
}

/** A workspace in a temporary folder with its own per-user state; employees of it are opened one after the other. */
export class TestWorkspace {
  readonly root: string;
  /** The per-user state that belongs to it. */
  readonly stateFolder: string;

  constructor() {
    const folder = temporaryFolder();
    this.root = join(folder, 'workspace');
    this.stateFolder = join(folder, 'state');
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  queue(state: TaskState | 'quarantine', ...parts: string[]): string {
    return this.path('task_queue', state, ...parts);
  }

  /** Makes the folders of the queue before the employee ever ran. */
  prepareQueue(): void {
    for (const state of ['inbox', 'pending', 'approvals', 'completed'] as const)
      mkdirSync(this.queue(state), { recursive: true });
    mkdirSync(this.path('audit_logs'), { recursive: true });
  }

  names(state: TaskState | 'quarantine'): string[] {
    return existsSync(this.queue(state)) ? readdirSync(this.queue(state)).sort() : [];
  }

  task(state: 'inbox' | 'pending' | 'completed', taskId: string): Task {
    return JSON.parse(readFileSync(this.queue(state, `${taskId}.json`), 'utf8'));
  }

  request(taskId: string): ApprovalRequest {
    return JSON.parse(readFileSync(this.queue('approvals', `${taskId}.json`), 'utf8'));
  }

  async open(options: TestEmployeeOptions = {}): Promise<Employee> {
    const clock = new SystemClock();
    const random = new SystemRandom();
    const files = testFiles();
    const employee = await openEmployee({
      root: this.root,
      environment: options.environment ?? {},
      mode: 'service',
      create: true,
      trust: false,
      takeOver: false,
      templateFolders: templateFolders(),
      version: '0.0.0',
      files,
      clock: options.clock ?? clock,
      random,
      processes: new SystemProcesses(),
      probe: openFileProbe(process.platform, clock),
      userState: await UserState.open({ files, clock, random, folder: this.stateFolder }),
      secretCipher: options.secretCipher,
      ...(options.servers ? { servers: options.servers } : {}),
    });
    onTestFinished(() =>
      employee.stop('now').catch((error: unknown) => {
        if (existsSync(this.path('.employee'))) unlessTakenOver(error);
      }),
    );
    return employee;
  }

  /** Opens an employee and starts it. */
  async start(options: TestEmployeeOptions = {}): Promise<Employee> {
    const employee = await this.open(options);
    await employee.start();
    return employee;
  }
}

/** Resolves once `check` holds, looked at whenever something below `folder` changes. */
export function until(folder: string, check: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, { recursive: true }, look);
    const recheck = setInterval(look, 50);
    function look(): void {
      if (!check()) return;
      clearInterval(recheck);
      watcher.close();
      resolve();
    }
    look();
  });
}

/** An employee that lost its workspace cannot record its end any more. */
function unlessTakenOver(error: unknown): void {
  if (!(error instanceof EmployeeError && error.code === 'lock_lost')) throw error;
}
