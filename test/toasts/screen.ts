import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A toast as the X server shows it. Pixels. */
interface ToastWindow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The toasts of xfce4-notifyd on this display. */
export async function toastWindows(): Promise<ToastWindow[]> {
  const found = await run('xdotool', ['search', '--onlyvisible', '--name', 'xfce4-notifyd']).catch(
    () => undefined,
  );
  const ids = found?.stdout.trim().split('\n') ?? [];
  const windows = await Promise.all(
    ids.map(async (id) => {
      const shell = await run('xdotool', ['getwindowgeometry', '--shell', id]).catch(() => undefined);
      const value = (name: string) =>
        Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(shell?.stdout ?? '')?.[1]);
      return { x: value('X'), y: value('Y'), width: value('WIDTH'), height: value('HEIGHT') };
    }),
  );
  // The service also keeps windows of one pixel.
  return windows.filter(({ width, height }) => width > 20 && height > 20);
}

/** Clicks into a toast; `across` and `down` are fractions of its size. */
export async function click(
  { x, y, width, height }: ToastWindow,
  across: number,
  down: number,
): Promise<void> {
  const at = [Math.round(x + width * across), Math.round(y + height * down)].map(String);
  await run('xdotool', ['mousemove', ...at, 'click', '1']);
}

/** Asks again until it holds; throws with `what` after ten seconds. */
export async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await pause(50);
  }
  throw new Error(`not seen within ten seconds: ${what}`);
}

/** Keeps what the display shows, where ImageMagick is installed. */
export async function screenshot(path: string): Promise<void> {
  await run('import', ['-window', 'root', path]).catch(() =>
    console.log('no screenshot: ImageMagick is missing'),
  );
}
