import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';

const source = (path: string) => resolve(import.meta.dirname, 'src', path);

export default defineConfig({
  main: {
    build: {
      sourcemap: true,
      rolldownOptions: {
        input: { index: source('main/index.ts') },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        // A sandboxed preload is one CommonJS file.
        input: { index: source('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('renderer'),
    build: {
      sourcemap: true,
      minify: 'oxc',
      rolldownOptions: {
        input: { index: source('renderer/index.html'), wizard: source('renderer/wizard.html') },
      },
    },
  },
});
