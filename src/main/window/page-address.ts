import { extname, join } from 'node:path';

export const scheme = 'app';
/** The app's own page; its scheme is served by the app alone. */
export const pageUrl = 'app://employee/index.html';
/** The page of the restore wizard, of the same origin. */
export const wizardUrl = 'app://employee/wizard.html';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const plainSegment = /^[\w@-][\w.@-]*$/;

/** Whether an address is within the app's own origin. */
export function isOurPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${scheme}:` && host === 'employee' && username === '' && password === '';
}

export interface PageFile {
  /** Absolute. */
  readonly path: string;
  readonly type: string;
}

/**
 * The file below `root` that an address of the app means; `undefined` for any other origin, for names that are not
 * plain (so that nothing can lead out of `root`), and for types the page has no use for.
 */
export function pageFile(root: string, url: string): PageFile | undefined {
  if (!isOurPage(url)) return undefined;
  const { pathname } = new URL(url);
  const segments = (pathname === '/' ? '/index.html' : pathname).split('/').slice(1);
  if (!segments.every((segment) => plainSegment.test(segment))) return undefined;
  const type = types[extname(segments.at(-1) ?? '')];
  return type === undefined ? undefined : { path: join(root, ...segments), type };
}
