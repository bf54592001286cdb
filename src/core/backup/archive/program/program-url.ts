/** Where the archive program is: its source, or beside the bundle that this code is part of. */
export function programUrl(): URL {
  const name = import.meta.url.endsWith('.ts') ? './program.ts' : './archive-program.js';
  return new URL(name, import.meta.url);
}
