// Finds Electron's runtime, or fetches it once. Plain JavaScript for any Node from 18 on.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const day = 24 * 60 * 60 * 1000;

/** Where Electron's npm package is, or undefined where it is not installed. */
export function electronFolder() {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return undefined;
  }
}

/** The executable in the package, or in the folder that ELECTRON_OVERRIDE_DIST_PATH names. Undefined without one. */
export function findRuntime(folder, env = process.env) {
  const pathFile = folder && join(folder, 'path.txt');
  const name = pathFile && existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined;
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  const path = override ? join(override, name ?? 'electron') : name && join(folder, 'dist', name);
  return path && existsSync(path) ? path : undefined;
}

/**
 * One attempt to fetch the runtime, by the package's own installer. Whether it was fetched. After a failure there is no
 * other for a day, so that a start without a network is not slow every time.
 */
export async function fetchRuntime(folder, { timeoutMs = 10_000, nowMs = Date.now() } = {}) {
  const failedFile = join(folder, '.fetch-failed');
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD || nowMs - lastFailureMs(failedFile) < day) return false;
  const done = await install(folder, timeoutMs);
  if (done && findRuntime(folder, {})) {
    rmSync(failedFile, { force: true });
    return true;
  }
  writeFileSync(failedFile, `${nowMs}\n`);
  return false;
}

function lastFailureMs(failedFile) {
  try {
    return Number(readFileSync(failedFile, 'utf8')) || 0;
  } catch {
    return 0;
  }
}

async function install(folder, timeoutMs) {
  // The installer downloads into the temporary folder; whatever it leaves there goes with it.
  const staging = mkdtempSync(join(folder, '.fetching-'));
  const env = { ...process.env, TMPDIR: staging, TEMP: staging, TMP: staging };
  const child = spawn(process.execPath, [join(folder, 'install.js')], { env, stdio: 'ignore' });
  let interruptedBy;
  const kill = () => child.kill('SIGKILL');
  const interrupt = (signal) => {
    interruptedBy = signal;
    kill();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.once(signal, interrupt);
  const timer = setTimeout(kill, timeoutMs);
  const code = await new Promise((resolve) => {
    child.once('close', resolve);
    child.once('error', () => resolve(1));
  });
  clearTimeout(timer);
  for (const signal of signals) process.off(signal, interrupt);
  rmSync(staging, { recursive: true, force: true });
  // The installer writes path.txt last: a `dist` without it is a half-unpacked one.
  if (code !== 0 && !existsSync(join(folder, 'path.txt')))
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
  if (interruptedBy === undefined) return code === 0;
  process.kill(process.pid, interruptedBy);
  return new Promise(() => undefined);
}
