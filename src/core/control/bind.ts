import type { Server } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../shared/json.ts';
import type { Random } from '../clock/index.ts';
import { type Files, ioError } from '../files/index.ts';
import { bindingPath, type ControlEndpoint, pipeName, type SocketEndpoint } from './endpoint.ts';
import { preparePlace } from './private-folder.ts';

const recordSchema = z.object({ pipe: z.string().startsWith('\\\\.\\pipe\\') });

/** An address a server listens on. */
export interface BoundAddress {
  /** Removes what leads clients here, unless a successor has put its own there. */
  release(): Promise<void>;
}

export interface BindOptions {
  readonly endpoint: ControlEndpoint;
  readonly files: Files;
  readonly random: Random;
}

/** Starts listening where clients look. */
export function bindAddress(server: Server, options: BindOptions): Promise<BoundAddress> {
  const { endpoint, files, random } = options;
  return endpoint.kind === 'socket'
    ? bindSocket(server, endpoint, files, random)
    : bindPipe(server, endpoint.recordPath, files, random);
}

/** The pipe's name as the running employee wrote it down; `undefined` when nobody did. */
export function readPipeRecord(files: Files, recordPath: string): string | undefined {
  const text = files.read(recordPath, 4096)?.toString('utf8');
  return text === undefined ? undefined : readJson(recordSchema, text)?.pipe;
}

/**
 * Closing a server unlinks the name it was bound to, even when a successor owns that name by then: the socket is
 * therefore bound under a name of its own and then moved to where clients look.
 */
async function bindSocket(
  server: Server,
  endpoint: SocketEndpoint,
  files: Files,
  random: Random,
): Promise<BoundAddress> {
  const place = await preparePlace(files, endpoint);
  for (const name of files.names(place.folder))
    if (name.startsWith(`${endpoint.subject}.`)) await files.remove(join(place.folder, name));
  const binding = bindingPath(place, endpoint.subject, random);
  await listen(server, binding);
  await files.move(binding, place.path, 'never');
  const inode = files.stat(place.path)?.inode;
  return {
    release: async () => {
      if (files.stat(place.path)?.inode === inode) await files.remove(place.path);
    },
  };
}

async function bindPipe(
  server: Server,
  recordPath: string,
  files: Files,
  random: Random,
): Promise<BoundAddress> {
  const pipe = pipeName(random);
  await listen(server, pipe);
  await files.write(recordPath, `${JSON.stringify({ pipe })}\n`, { folder: 'never', mode: 0o600 });
  return {
    release: async () => {
      if (readPipeRecord(files, recordPath) === pipe) await files.remove(recordPath);
    },
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(ioError(`cannot listen on ${path}`, error));
    server.once('error', failed);
    server.listen(path, () => {
      server.removeListener('error', failed);
      resolve();
    });
  });
}
