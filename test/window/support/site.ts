import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { build } from 'vite';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export interface Site extends AsyncDisposable {
  /** Address of the gallery, without a query. */
  readonly url: string;
}

/** Builds the gallery as the window is built and serves it on loopback. */
export async function serveGallery(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'gallery-'));
  await build({
    root: resolve(import.meta.dirname, '../gallery'),
    configFile: false,
    logLevel: 'warn',
    base: './',
    build: { outDir: folder, emptyOutDir: true, reportCompressedSize: false },
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://gallery');
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    // Only names that the build gives exist here; nothing climbs out of its folder.
    if (!/^[\w./-]+$/.test(name) || name.includes('..')) return response.writeHead(404).end();
    const file = createReadStream(join(folder, name));
    file.on('error', () => response.writeHead(404).end());
    file.once('open', () =>
      response.writeHead(200, { 'content-type': types[extname(name)] ?? 'text/plain' }),
    );
    return file.pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the gallery has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
