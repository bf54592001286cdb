import { allContents } from './contents-registry.ts';
import { namespace } from './loud.ts';
import type { WebContents } from './web-contents.ts';
import { windows } from './windows.ts';

/** The functions that Electron exports as `webContents`. */
export const webContents = namespace('webContents', import.meta.url, {
  getAllWebContents: (): WebContents[] => allContents.all(),
  getFocusedWebContents: (): WebContents | null => windows.focused?.webContents ?? null,
  fromId: (id: number): WebContents | undefined => allContents.all().find((contents) => contents.id === id),
  fromDevToolsTargetId: (targetId: string): WebContents | undefined => allContents.byTarget(targetId),
});
