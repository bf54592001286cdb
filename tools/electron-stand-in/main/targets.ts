import type { Session } from '../chromium/connection.ts';
import { app } from './app.ts';
import { allContents } from './contents-registry.ts';
import { windows } from './windows.ts';

/** Pages that Chromium opens and closes by itself: popups that no script of ours saw, windows closed by hand. */
export async function watchTargets(browser: Session): Promise<void> {
  browser.on('Target.targetCreated', ({ targetInfo: { targetId, type, openerId, url } }) => {
    const opener = openerId === undefined ? undefined : allContents.byTarget(openerId);
    if (type !== 'page' || !opener) return;
    browser.tell('Target.closeTarget', { targetId });
    opener.openWindow(url, '', '');
  });
  browser.on('Target.targetDestroyed', ({ targetId }) => {
    const contents = allContents.byTarget(targetId);
    if (!contents) return;
    contents.getOwnerBrowserWindow().destroy();
    // Where a person sees the window there is no tray to come back from.
    if (process.env.ELECTRON_STAND_IN_VISIBLE === '1' && windows.all().length === 0) app.quit();
  });
  await browser.send('Target.setDiscoverTargets', { discover: true });
}
