import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { scheme } from './page-address.ts';
import { servePage } from './serve-page.ts';

/** Has to be done before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built page below `root` to one session. */
export function servePageTo(session: Session, root: string): void {
  session.protocol.handle(scheme, servePage(root, readFile));
}
