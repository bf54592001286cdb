import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().optional() })).default({}),
});

type Manifest = z.infer<typeof manifestSchema>;

/** A package of others that the app contains. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, as the package declares it. */
  readonly license: string;
  readonly folder: string;
}

/**
 * Everything of others inside the app: the production dependencies, which are packed as they are, and what the window
 * and the preload import, which is bundled; each with the dependencies it brings. Sorted by name.
 */
export function bundledPackages(root: string): readonly BundledPackage[] {
  const found = new Map<string, BundledPackage>();
  const waiting = [...Object.keys(manifestOf(root).dependencies), ...imported(root)].map((name) => ({
    name,
    from: root,
  }));
  for (const { name, from } of waiting) {
    const folder = findPackage(name, from);
    if (folder === undefined || found.has(folder)) continue;
    const manifest = manifestOf(folder);
    found.set(folder, { name, version: manifest.version, license: manifest.license ?? 'UNKNOWN', folder });
    waiting.push(...needed(manifest).map((next) => ({ name: next, from: folder })));
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function needed({ dependencies, peerDependencies, peerDependenciesMeta }: Manifest): readonly string[] {
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  return [...Object.keys(dependencies), ...peers];
}

/** The names of the packages that the window and the preload import; Electron itself comes with its own notices. */
function imported(root: string): readonly string[] {
  const files = globSync('src/{renderer,preload,shared}/**/*.{ts,tsx}', { cwd: root });
  const specifiers = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*'([^'.][^']*)'/g)].map(
      (match) => match[1] ?? '',
    ),
  );
  const names = specifiers.map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier);
  return [...new Set(names)].filter((name) => name !== 'electron' && !name.startsWith('node:'));
}

/** As Node looks for a package: in the `node_modules` of `from` and of every folder above. Optional ones may be missing. */
function findPackage(name: string, from: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(from);
  return parent === from ? undefined : findPackage(name, parent);
}

function manifestOf(folder: string): Manifest {
  return manifestSchema.parse(JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8')));
}
