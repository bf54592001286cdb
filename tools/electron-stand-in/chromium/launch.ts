import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from './connection.ts';
import type { Browser } from './locate.ts';

export interface RunningChromium {
  readonly connection: Connection;
  /** `DevTools listening on ws://…`, as Electron prints it and Playwright reads it. */
  readonly announcement: string;
  /** Settles when it has ended, however it did. */
  readonly ended: Promise<void>;
  /** Ends it and removes its profile. */
  readonly stop: () => Promise<void>;
}

const flags = [
  // Electron's own sandbox is not what specs can show here, and as root in a container Chromium's cannot start.
  '--no-sandbox',
  '--remote-debugging-port=0',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--password-store=basic',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-back-forward-cache',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-component-update',
  // One process per page, sub-frames included: their requests and scripts are then seen through one session.
  '--disable-features=IsolateOrigins,site-per-process,LocalNetworkAccessChecks,Translate',
  '--disable-site-isolation-trials',
  '--allow-file-access-from-files',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
  '--mute-audio',
  // Without it a C locale becomes `en-US@posix`, which is no language tag.
  '--accept-lang=en-US',
  // Nothing but loopback is ever reached.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

/** Chromium in a shell that kills it when this process is gone, however it ended: then its standard input closes. */
const leashed = `
  exec 3<&0
  "$0" "$@" 3<&- </dev/null & browser=$!
  { read -r _ <&3; kill -9 $browser; } 2>/dev/null & leash=$!
  wait $browser
  code=$?
  kill $leash 2>/dev/null
  exit $code
`;

export async function launchChromium(browser: Browser, visible: boolean): Promise<RunningChromium> {
  const profile = await mkdtemp(join(tmpdir(), 'electron-stand-in-'));
  const args = [...(visible ? [] : ['--headless']), ...flags, `--user-data-dir=${profile}`];
  const child = spawn('/bin/sh', ['-c', leashed, browser.path, ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
    // Out of the terminal's reach: Ctrl-C is for the app, which then ends this one.
    detached: true,
    env: { ...process.env, ...browser.env },
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = async () => {
    child.stdin.end();
    await ended;
    // Its helper processes may still write there for a moment.
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 }).catch(
      () => undefined,
    );
  };
  try {
    const announcement = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.stderr.on('data', (data) => {
        output += String(data);
        const line = /^DevTools listening on ws:\/\/\S+/m.exec(output);
        if (line) resolve(line[0]);
      });
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}:\n${output}`)));
    });
    const connection = await Connection.open(announcement.slice(announcement.indexOf('ws://')));
    return { connection, announcement, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
