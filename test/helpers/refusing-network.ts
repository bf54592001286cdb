import { createServer } from 'node:net';
import { z } from 'zod';

/** A place for programs to look for the network in vain; it counts who tried. */
export interface RefusingNetwork extends AsyncDisposable {
  /** Environment that sends npm, Electron's and electron-builder's downloads, and whatever honours proxies, there. */
  readonly environment: Readonly<Record<string, string>>;
  attempts(): number;
}

export async function refusingNetwork(): Promise<RefusingNetwork> {
  let attempts = 0;
  const server = createServer((socket) => {
    attempts += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const url = `http://127.0.0.1:${port}/`;
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'npm_config_registry', 'npm_config_proxy'];
  const mirrors = ['npm_config_https_proxy', 'ELECTRON_MIRROR', 'ELECTRON_BUILDER_BINARIES_MIRROR'];
  return {
    environment: Object.fromEntries([...names, ...mirrors].map((name) => [name, url])),
    attempts: () => attempts,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
