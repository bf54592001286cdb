import type { App, Session, WebContents } from 'electron';
import type { Logger } from '../../core/logging/index.ts';
import { isOurPage, scheme } from './page-address.ts';
import { isPermitted } from './permissions.ts';

/** Nothing is fetched but what the app serves itself; development tools have pages of their own. */
const fetchable = [`${scheme}:`, 'devtools:', 'blob:', 'data:'];

/** Closes what a page could reach beyond the app: permissions, devices, downloads, the network. */
export function guardSession(session: Session, logger: Logger): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    const permitted = isPermitted(permission, requestingUrl);
    if (!permitted) logger.warn('denied a permission', { permission });
    answer(permitted);
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => isPermitted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    logger.warn('denied a download');
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !fetchable.some((prefix) => details.url.startsWith(prefix));
    if (cancel) logger.warn('denied a request', { to: details.url.slice(0, 200) });
    answer({ cancel });
  });
  // Dictionaries would be fetched from a server.
  session.setSpellCheckerEnabled(false);
}

/** No page of the app goes anywhere else, opens another window or holds a foreign view. */
export function guardContents(app: App, logger: Logger): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, logger));
}

function guard(contents: WebContents, logger: Logger): void {
  contents.setWindowOpenHandler(({ url }) => {
    logger.warn('denied a window', { to: url.slice(0, 200) });
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    if (isOurPage(event.url)) return;
    logger.warn('denied a navigation', { to: event.url.slice(0, 200) });
    event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOurPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
