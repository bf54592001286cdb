import { ControlClient, localControlEndpoint } from '../core/control/index.ts';
import { examine } from './examine.ts';
import { FileReader } from './file-reader.ts';
import { findPlaces, knowWorkspace, type Places, realRoot, workspaceExists } from './places.ts';
import { templateFolders } from './template-folders.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';
import type { OpenedEmployee, OpenOptions, RunningEmployee, Workspace } from './workspace.ts';

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
  const connect = () => connectTo(places, terminal);
  return {
    root,
    chosenBy,
    exists: () => workspaceExists(places),
    logsFolder: () => known().paths.logs.root,
    auditFolder: () => known().paths.auditLogs,
    connect,
    open: (options) => open(places, terminal, options),
    reader: async () => new FileReader(places, known()),
    examine: () => examine(places, terminal, connect),
  };
}

async function connectTo(places: Places, { environment }: Terminal): Promise<RunningEmployee | undefined> {
  const { files, clock, random, userState } = places;
  const endpoint = localControlEndpoint({
    workspaceRoot: realRoot(places),
    stateFolder: userState.folder,
    environment,
  });
  return ControlClient.connect({ endpoint, token: await userState.controlToken(), files, clock, random });
}

/** The composition root, loaded only when this process is to hold the workspace. */
async function open(places: Places, terminal: Terminal, options: OpenOptions): Promise<OpenedEmployee> {
  const [{ openEmployee }, { openFileProbe }, { SystemProcesses }] = await Promise.all([
    import('../core/employee.ts'),
    import('../core/intake/index.ts'),
    import('../core/workspace/index.ts'),
  ]);
  const { root, files, clock, random, userState } = places;
  return openEmployee({
    root,
    environment: terminal.environment,
    mode: options.mode,
    create: options.create ?? false,
    trust: options.trust ?? false,
    takeOver: options.takeOver ?? false,
    templateFolders: templateFolders(),
    version,
    files,
    clock,
    random,
    processes: new SystemProcesses(),
    probe: openFileProbe(process.platform, clock),
    userState,
  });
}
