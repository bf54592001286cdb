import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { createHome, type Home } from './home.ts';
import { type ProcessOutput, watchOutput } from './process-output.ts';
import { projectFolder } from './project.ts';

/** How long the app may take to quit: it returns its task first. */
const quitTimeoutMs = 30_000;

export interface LaunchOptions {
  /** The folder to work in; by default a new one in the home, `null` to start without having chosen any. */
  readonly workspace?: string | null;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** To start again where an earlier app ran; then it is not removed with the app. */
  readonly home?: Home;
  /** The app to run instead of this project's. */
  readonly app?: string;
}

/** A running app. `await using` ends it and removes its home. */
export interface LaunchedApp extends AsyncDisposable {
  readonly electron: ElectronApplication;
  readonly home: Home;
  readonly workspace: string;
  /** What it was started with, for another process beside it. */
  readonly env: Readonly<Record<string, string>>;
  readonly output: ProcessOutput;
  /** The first window, loaded. */
  firstWindow(): Promise<Page>;
  /** Settles when the app has printed `ready`: the employee watches its inbox. */
  ready(): Promise<void>;
  /** The exit code, `null` after a signal. */
  readonly exited: Promise<number | null>;
  /** Quits it, by force if it takes too long, which fails the test. */
  close(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const home = options.home ?? (await createHome());
  const workspace = options.workspace ?? home.workspace;
  const chosen = options.workspace === null ? {} : { EMPLOYEE_WORKSPACE: workspace };
  const outputFile = join(home.folder, `output-${randomUUID()}.log`);
  // Under test a tray counts as there (`EMPLOYEE_E2E_TRAY=no`: not there), whatever the session of the machine has.
  const env = { ...home.env, ...chosen, EMPLOYEE_E2E: '1', E2E_OUTPUT: outputFile, ...options.env };
  const observer = join(import.meta.dirname, 'observer.cjs');
  const electron = await _electron.launch({
    args: ['-r', observer, options.app ?? projectFolder, ...(options.args ?? [])],
    cwd: home.folder,
    env,
    // A real Electron's windows are sandboxed, as they are for a person; it does not start so for root.
    chromiumSandbox: process.getuid?.() !== 0,
    // The app's own theme is to be seen, not Playwright's default.
    colorScheme: null,
  });
  const child = electron.process();
  const output = watchOutput(child, outputFile);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  let closing: Promise<void> | undefined;

  async function quit(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const { promise: late, resolve } = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => resolve('late'), quitTimeoutMs);
    // It may reject, or never settle, when the app is just quitting by itself: the process's end is what counts.
    electron.close().catch(() => undefined);
    const outcome = await Promise.race([exited, late]);
    clearTimeout(timer);
    if (outcome !== 'late') return;
    child.kill('SIGKILL');
    await exited;
    throw new Error(`the app did not quit within ${quitTimeoutMs} ms:\n${output.text()}`);
  }

  const launched: LaunchedApp = {
    electron,
    home,
    workspace,
    env,
    output,
    exited,
    async firstWindow() {
      const page = await electron.firstWindow();
      // It begins as an empty page.
      await page.waitForURL((url) => url.protocol !== 'about:');
      return page;
    },
    ready: () => output.line(/^ready$/),
    close() {
      closing ??= quit();
      return closing;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async [Symbol.asyncDispose]() {
      try {
        await launched.close();
      } finally {
        if (!options.home) await home[Symbol.asyncDispose]();
      }
    },
  };
  return launched;
}
