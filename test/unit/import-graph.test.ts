import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../../src');

/** Which layer may import which (ARCHITECTURE, "Layout"). */
const allowed: Readonly<Record<string, readonly string[]>> = {
  shared: ['shared'],
  core: ['core', 'shared'],
  cli: ['cli', 'core', 'shared'],
  main: ['main', 'core', 'shared'],
  preload: ['preload', 'shared'],
  renderer: ['renderer', 'shared'],
};

interface Import {
  readonly from: string;
  /** Path below `src`, or the name of a package. */
  readonly to: string;
}

const imports = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .flatMap((name) => importsOf(name.split(sep).join('/')));

describe('the import graph', () => {
  it('is read at all', () => {
    expect(imports.length).toBeGreaterThan(500);
    expect(
      specifiers("import type { A } from './a.ts';\nawait import('./b.ts');\nexport * from './c.ts';"),
    ).toEqual(['./a.ts', './b.ts', './c.ts']);
  });

  it('keeps the layers of the architecture', () => {
    const wrong = imports.filter(({ from, to }) => {
      const layer = to.split('/')[0] ?? '';
      return layer in allowed && !(allowed[from.split('/')[0] ?? '']?.includes(layer) ?? false);
    });
    expect(wrong).toEqual([]);
  });

  it('reaches Electron from main and preload only', () => {
    const electron = imports.filter(({ to }) => to === 'electron' || to.startsWith('electron/'));
    expect(electron.filter(({ from }) => !/^(main|preload)\//.test(from))).toEqual([]);
  });

  it('enters a capability of core by its index.ts only', () => {
    const wrong = imports.filter(({ from, to }) => {
      const target = capability(to);
      return target !== undefined && target !== capability(from) && to !== `core/${target}/index.ts`;
    });
    expect(wrong).toEqual([]);
  });

  it('has no cycles between the capabilities of core', () => {
    const edges = new Map<string, Set<string>>();
    for (const { from, to } of imports) {
      const [a, b] = [capability(from), capability(to)];
      if (a === undefined || b === undefined || a === b) continue;
      edges.set(a, (edges.get(a) ?? new Set()).add(b));
    }
    expect([...edges.keys()].filter((start) => reaches(edges, start, start))).toEqual([]);
  });
});

function importsOf(name: string): Import[] {
  return specifiers(readFileSync(join(source, name), 'utf8')).map((specifier) => ({
    from: name,
    to: specifier.startsWith('.')
      ? relative(source, resolve(source, dirname(name), specifier))
          .split(sep)
          .join('/')
      : specifier,
  }));
}

function specifiers(code: string): string[] {
  return [...code.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

/** The folder of core that a file belongs to; the files beside the folders compose them. */
function capability(path: string): string | undefined {
  return /^core\/([^/]+)\/.+/.exec(path)?.[1];
}

function reaches(edges: ReadonlyMap<string, ReadonlySet<string>>, from: string, goal: string): boolean {
  const seen = new Set<string>();
  const next = [...(edges.get(from) ?? [])];
  for (let node = next.pop(); node !== undefined; node = next.pop()) {
    if (node === goal) return true;
    if (seen.has(node)) continue;
    seen.add(node);
    next.push(...(edges.get(node) ?? []));
  }
  return false;
}
