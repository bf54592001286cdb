import { builtinModules } from 'node:module';
import { defineConfig } from 'rolldown';
import packageJson from './package.json' with { type: 'json' };

const dependencies = Object.keys(packageJson.dependencies);

export default defineConfig({
  input: {
    employee: 'src/cli/main.ts',
    'archive-program': 'src/core/backup/archive/program/program.ts',
    'archive-lane': 'src/core/backup/archive/lanes/lane.ts',
  },
  platform: 'node',
  external: (id) =>
    id.startsWith('node:') ||
    builtinModules.includes(id) ||
    dependencies.some((name) => id === name || id.startsWith(`${name}/`)),
  output: {
    dir: 'out/cli',
    // Chunks carry a hash in their name: former ones would stay, and be packaged.
    cleanDir: true,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    sourcemap: true,
  },
});
