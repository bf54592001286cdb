import { auditRange, exportTrail } from '../core/audit/index.ts';
import {
  connectToEmployee,
  findPlaces,
  knowWorkspace,
  type Places,
  workspaceExists,
} from '../core/hosting/index.ts';
import { examine } from './examine.ts';
import { FileReader } from './file-reader.ts';
import type { Terminal } from './terminal.ts';
import type { OpenedEmployee, OpenOptions, Workspace } from './workspace.ts';

export interface OpenWorkspaceOptions {
  /** `--workspace`, or the folder of `init`. */
  readonly folder: string | undefined;
  readonly terminal: Terminal;
}

/** The workspace of a command line with the ways to its employee: where the CLI is wired to the core. */
export async function openWorkspace({ folder, terminal }: OpenWorkspaceOptions): Promise<Workspace> {
  const places = await findPlaces(folder, terminal);
  const { root, chosenBy } = places;
  const known = () => knowWorkspace(places, terminal.environment);
  const connect = () => connectToEmployee(places, terminal.environment);
  return {
    root,
    chosenBy,
    exists: () => workspaceExists(places),
    logsFolder: () => known().paths.logs.root,
    auditFolder: () => known().paths.auditLogs,
    exportAudit: ({ format, ...asked }, write) =>
      exportTrail({
        files: places.files,
        folder: known().paths.auditLogs,
        format,
        ...auditRange(asked),
        write: (bytes) => write(Buffer.from(bytes).toString('utf8')),
      }),
    connect,
    open: (options) => open(places, terminal, options),
    reader: async () => new FileReader(places, known()),
    examine: () => examine(places, terminal, connect),
  };
}

/** The composition root, loaded only when this process is to hold the workspace. */
async function open(
  places: Places,
  { environment }: Terminal,
  { mode, create = false, trust = false, takeOver = false }: OpenOptions,
): Promise<OpenedEmployee> {
  const { openLocalEmployee } = await import('../core/local-employee.ts');
  return openLocalEmployee(places, environment, { mode, create, trust, takeOver });
}
