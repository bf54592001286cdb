import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '../clock/index.ts';

/** Longest socket path in bytes: macOS holds 104 with the closing NUL, and cuts longer ones silently. */
export const maxSocketPathBytes = 103;

const folderName = 'personal-ai-employee';

/** Where a running employee of one workspace is reached. Server and clients compute the same. */
export type ControlEndpoint = SocketEndpoint | PipeEndpoint;

/** A Unix domain socket in a folder of this user alone. */
export interface SocketEndpoint {
  readonly kind: 'socket';
  /** Stands for the workspace in names and in the handshake. */
  readonly subject: string;
  /** In order of preference. The server takes the first that is private to this user; clients look in each. */
  readonly places: readonly SocketPlace[];
  readonly userId: number;
}

/** A folder a socket could lie in, and the socket's path there. */
export interface SocketPlace {
  readonly folder: string;
  readonly path: string;
}

interface PipeEndpoint {
  readonly kind: 'pipe';
  readonly subject: string;
  /** Per-user file that names the pipe of this start. */
  readonly recordPath: string;
}

export interface EndpointInputs {
  /** With every symbolic link resolved. */
  readonly workspaceRoot: string;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly temporaryFolder: string;
  /** `undefined` on Windows. */
  readonly userId: number | undefined;
  /** Per-user state, private to this user. */
  readonly stateFolder: string;
}

/** The control endpoint of a workspace: a socket in a per-user runtime folder, or on Windows a pipe. */
export function controlEndpoint(inputs: EndpointInputs): ControlEndpoint {
  const subject = createHash('sha256').update(inputs.workspaceRoot).digest('hex').slice(0, 16);
  if (inputs.platform === 'win32' || inputs.userId === undefined)
    return { kind: 'pipe', subject, recordPath: join(inputs.stateFolder, `control-${subject}.json`) };
  const places = runtimeFolders(inputs, inputs.userId)
    .map((folder) => ({ folder, path: join(folder, `${subject}.sock`) }))
    .filter((place) => Buffer.byteLength(place.path) <= maxSocketPathBytes);
  return { kind: 'socket', subject, places, userId: inputs.userId };
}

/** The endpoint of a workspace as this process reaches it. */
export function localControlEndpoint(
  inputs: Pick<EndpointInputs, 'workspaceRoot' | 'stateFolder' | 'environment'>,
): ControlEndpoint {
  return controlEndpoint({
    ...inputs,
    platform: process.platform,
    temporaryFolder: tmpdir(),
    userId: process.getuid?.(),
  });
}

/** The name a server binds before it moves the socket into place: as long as the final one. */
export function bindingPath(place: SocketPlace, subject: string, random: Random): string {
  return join(place.folder, `${subject}.${random.hex(2)}`);
}

/** A pipe name that nobody can guess or take beforehand. */
export function pipeName(random: Random): string {
  return `\\\\.\\pipe\\${folderName}-${random.hex(16)}`;
}

/**
 * A service and a shell of the same user may differ in XDG_RUNTIME_DIR and TMPDIR (cron, systemd, sudo), hence
 * the fixed places behind the named ones.
 */
function runtimeFolders(inputs: EndpointInputs, userId: number): readonly string[] {
  const runtime = inputs.environment.XDG_RUNTIME_DIR;
  const folders = [
    ...(runtime?.startsWith('/') ? [join(runtime, folderName)] : []),
    ...(inputs.platform === 'linux' ? [join(`/run/user/${userId}`, folderName)] : []),
    join(inputs.temporaryFolder, `${folderName}-${userId}`),
    join('/tmp', `${folderName}-${userId}`),
  ];
  return [...new Set(folders)];
}
