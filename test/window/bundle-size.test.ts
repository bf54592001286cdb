import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const limitBytes = 180 * 1_024;

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);

/** What is fetched until Today with its plot is on screen: these and all that they import at once. */
const firstScreen = ['index.html', 'screens/today/index.ts', 'components/plot-canvas.tsx'];

describe('the first screen', () => {
  it('weighs at most 180 KB, packed', async () => {
    const folder = temporaryFolder();
    await build({
      root: resolve(import.meta.dirname, '../../src/renderer'),
      configFile: false,
      logLevel: 'warn',
      build: {
        outDir: folder,
        emptyOutDir: true,
        manifest: 'manifest.json',
        reportCompressedSize: false,
      },
    });
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
    const files = new Set<string>();
    const add = (name: string) => {
      const chunk = manifest[name];
      if (chunk === undefined) throw new Error(`the build has no ${name}`);
      if (files.has(chunk.file)) return;
      for (const file of [chunk.file, ...chunk.css]) files.add(file);
      chunk.imports.forEach(add);
    };
    firstScreen.forEach(add);
    const sizes = await Promise.all(
      [...files].map(async (file) => gzipSync(await readFile(join(folder, file))).length),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThanOrEqual(limitBytes);
  });
});
