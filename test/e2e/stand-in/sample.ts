import { join } from 'node:path';
import { type LaunchedApp, type LaunchOptions, launchApp } from '../support/launch-app.ts';

export const sampleFolder = join(import.meta.dirname, 'app');

/** What `app/preload.cjs` gives its page. */
export interface Sample {
  echo(...args: unknown[]): Promise<unknown[]>;
  fail(): Promise<void>;
  later(): Promise<void>;
  unknown(): Promise<void>;
  sync(value: unknown): unknown;
  refuse(): void;
  twice(callback: (value: number) => number): number[];
  pathOf(file: unknown): string;
  missing(): void;
  onPush(callback: (...args: unknown[]) => void): () => void;
  readonly nested: { readonly list: readonly unknown[]; readonly when: unknown };
}

/** What `app/main.js` remembers. */
export interface Seen {
  readonly secondStarts: readonly {
    readonly argv: readonly string[];
    readonly folder: string;
    readonly data: unknown;
  }[];
  readonly navigations: readonly string[];
  readonly permissions: readonly string[];
  readonly senders: readonly (string | null)[];
  readonly late?: { readonly senderFrame: unknown; readonly detached: boolean };
}

declare global {
  var sample: Sample;
  var seen: Seen;
}

/** Whether the specs run on the stand-in. What they say of it need not hold for Electron. */
export const onStandIn = process.env.ELECTRON_OVERRIDE_DIST_PATH?.includes('electron-stand-in') ?? false;

export function launchSample(options: LaunchOptions = {}): Promise<LaunchedApp> {
  return launchApp({ ...options, app: sampleFolder });
}

export function whatWasSeen(app: LaunchedApp): Promise<Seen> {
  return app.electron.evaluate(() => globalThis.seen);
}
