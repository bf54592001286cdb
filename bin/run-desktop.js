// Runs the built tray app in an Electron, or what takes its place. Plain JavaScript for any Node from 18 on.
import { spawn } from 'node:child_process';
import { root } from './build.js';
import { fail } from './runtime.js';

/** Starts the app, passes signals on to it and ends as it ends. `stderr` is 'inherit' or 'pipe'. */
export function runDesktop(executable, { env = {}, args = [], stderr = 'inherit' } = {}) {
  const inherited = { ...process.env };
  // Set by programs that are Electron apps themselves, for their own children.
  delete inherited.ELECTRON_RUN_AS_NODE;
  const child = spawn(executable, [root, ...args], {
    env: { ...inherited, ...env },
    stdio: ['inherit', 'inherit', stderr],
  });
  // A terminal sends Ctrl-C to both processes.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.on('error', (error) =>
    fail('cannot start', `${executable} does not run (${error.message})`, 'Run "npm install"'),
  );
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
  return child;
}
