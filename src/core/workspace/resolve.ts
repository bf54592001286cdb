import { join, resolve } from 'node:path';
import { EmployeeError } from '../../shared/errors.ts';
import type { Files } from '../files/index.ts';
import { isFolder, isSourceCheckout } from './folders.ts';

export interface ResolveOptions {
  readonly files: Files;
  /** `--workspace`. */
  readonly option: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly currentFolder: string;
  /** The folder last chosen in the app. */
  readonly lastWorkspace: string | undefined;
  readonly home: string;
}

/** The workspace and what chose it. */
export interface ResolvedWorkspace {
  readonly root: string;
  readonly chosenBy: 'option' | 'environment' | 'current_folder' | 'last_workspace' | 'home';
}

/**
 * Which folder is the workspace, in the order of CONTRACT §1. It need not exist yet.
 *
 * The source checkout never is: passed over when it would be found, refused (`invalid_input`) when it is named.
 */
export function resolveWorkspace(options: ResolveOptions): ResolvedWorkspace {
  const { files, option, environment, currentFolder, lastWorkspace, home } = options;
  if (option !== undefined) {
    return { root: named(options, '--workspace', option), chosenBy: 'option' };
  }
  const fromEnvironment = environment.EMPLOYEE_WORKSPACE;
  if (fromEnvironment !== undefined && fromEnvironment.trim() !== '') {
    return { root: named(options, 'EMPLOYEE_WORKSPACE', fromEnvironment), chosenBy: 'environment' };
  }
  if (isWorkspace(files, currentFolder)) {
    return { root: resolve(currentFolder), chosenBy: 'current_folder' };
  }
  if (lastWorkspace !== undefined && !isSourceCheckout(files, lastWorkspace)) {
    return { root: resolve(lastWorkspace), chosenBy: 'last_workspace' };
  }
  return { root: join(home, 'PersonalAIEmployee'), chosenBy: 'home' };
}

function isWorkspace(files: Files, folder: string): boolean {
  const holds = (name: string) => isFolder(files, join(folder, name));
  return (
    (holds('.employee') || (holds('task_queue') && holds('audit_logs'))) && !isSourceCheckout(files, folder)
  );
}

function named(options: ResolveOptions, source: string, value: string): string {
  const { currentFolder, files, home } = options;
  if (value.trim() === '' || value.includes('\0')) {
    throw new EmployeeError('invalid_input', {
      what: `cannot use ${source}`,
      why: `expected a folder, got ${JSON.stringify(value)}`,
      hint: 'Give the path of the workspace folder',
    });
  }
  const root = resolve(
    currentFolder,
    value.replace(/^~(?=$|[/\\])/, () => home),
  );
  refuseSourceCheckout(files, root);
  return root;
}

/** Throws `invalid_input` when `root` is the source of the employee itself. */
export function refuseSourceCheckout(files: Files, root: string): void {
  if (!isSourceCheckout(files, root)) return;
  throw new EmployeeError('invalid_input', {
    what: `cannot use ${root} as the workspace`,
    why: 'it is the source of the employee itself',
    hint: 'Choose another folder, such as one inside it or ~/PersonalAIEmployee',
  });
}
