/** What Electron tells with each message about where it comes from; its own events have this shape. */
export interface IpcEvent {
  readonly sender: Page;
  /** `null` once the frame has gone. */
  readonly senderFrame: Frame | null;
}

/** A page that can be told something. */
export interface Page {
  readonly id: number;
  isDestroyed(): boolean;
  send(channel: string, message: unknown): void;
}

interface Frame {
  readonly url: string;
  readonly parent: Frame | null;
}

/**
 * Why a message is not to be honoured; `undefined` when it comes from the main frame of our own window, showing our own
 * page.
 */
export function refusalOfSender(
  event: IpcEvent,
  isOurs: (pageId: number) => boolean,
  isOurPage: (url: string) => boolean,
): string | undefined {
  try {
    const { sender, senderFrame } = event;
    if (senderFrame === null) return 'its frame has gone';
    if (sender.isDestroyed()) return 'its page has gone';
    if (!isOurs(sender.id)) return 'it is not from a window of the app';
    if (senderFrame.parent !== null) return 'it is from a frame inside the page';
    return isOurPage(senderFrame.url) ? undefined : `it is from ${originOf(senderFrame.url)}`;
  } catch {
    // Electron throws when a frame that was disposed of is asked anything.
    return 'its frame has gone';
  }
}

function originOf(url: string): string {
  if (!URL.canParse(url)) return 'a page without an address';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`.slice(0, 200);
}
