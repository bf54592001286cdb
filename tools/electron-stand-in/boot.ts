// What the `electron` executable does: opens the inspector, loads the app's main module, starts Chromium.
import inspector from 'node:inspector';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from './chromium/launch.ts';
import { locateChromium } from './chromium/locate.ts';
import { findApplication, parseCommandLine } from './command-line.ts';
import { host, warn } from './main/host.ts';

const electronVersion = '45.4.1';
const chromeVersion = '156.0.0.0';
/** How long a main module may take to load. */
const loadTimeoutMs = 20_000;

const electronModule = new URL('main/electron.ts', import.meta.url).href;
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (!/^electron(\/(main|common|utility))?$/.test(specifier)) return nextResolve(specifier, context);
    return { url: electronModule, format: 'module-typescript', shortCircuit: true };
  },
});

const args = process.argv.slice(2);
const { app: given, inspectPort, preloadModules, versionOnly } = parseCommandLine(args);
if (versionOnly) process.stdout.write(`v${electronVersion}\n`);
else if (given === undefined) {
  warn('no app given');
  process.exitCode = 1;
} else await start(given);

async function start(path: string): Promise<void> {
  const { application, main } = findApplication(path, args);
  host.application = application;
  imitateProcess(application.path);
  // Prints "Debugger listening on ws://…", which Playwright reads.
  if (inspectPort !== undefined) inspector.open(inspectPort, '127.0.0.1');
  const require = createRequire(join(application.path, 'index.js'));
  for (const module of preloadModules) require(module);

  const { app } = await import('./main/app.ts');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  // First the app's module, as Electron does: a second instance quits before there is any Chromium.
  await load(main);
  if (host.exiting) return;
  await startChromium();
  if (host.exiting) return;
  app.emit('will-finish-launching', {});
  host.becomeReady();
  app.emit('ready', {}, {});
}

async function load(main: string): Promise<void> {
  const timer = setTimeout(() => {
    warn('the main module does not finish loading: a top-level await must not wait for the app to be ready');
    process.exit(1);
  }, loadTimeoutMs);
  try {
    await import(pathToFileURL(main).href);
  } catch (error) {
    process.stderr.write('App threw an error during load\n');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function startChromium(): Promise<void> {
  const { app } = await import('./main/app.ts');
  const { watchTargets } = await import('./main/targets.ts');
  const visible = process.env.ELECTRON_STAND_IN_VISIBLE === '1';
  const chromium = await launchChromium(locateChromium(), visible);
  host.stopChromium = chromium.stop;
  void chromium.ended.then(() => {
    if (host.exiting) return;
    warn('Chromium ended');
    app.exit(1);
  });
  host.connect(chromium.connection);
  await watchTargets(chromium.connection.browser);
  process.stderr.write(`${chromium.announcement}\n`);
}

function imitateProcess(applicationPath: string): void {
  process.argv = [process.execPath, ...args];
  const define = (owner: object, name: string, value: unknown) =>
    Object.defineProperty(owner, name, { value, configurable: true, enumerable: true, writable: true });
  define(process.versions, 'electron', electronVersion);
  define(process.versions, 'chrome', chromeVersion);
  define(process, 'type', 'browser');
  define(process, 'defaultApp', true);
  define(process, 'resourcesPath', join(applicationPath, 'resources'));
}
