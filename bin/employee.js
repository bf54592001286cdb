#!/usr/bin/env node
// Plain JavaScript for any Node from 18 on. Runs the built CLI, on the bundled Node when this one is too old.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundledNode, fail, isNewEnough } from './runtime.js';

const built = new URL('../out/cli/employee.js', import.meta.url);

if (!isNewEnough()) runOnBundledNode();
else if (!existsSync(built)) fail('cannot start', 'it is not built yet', 'Run "npm run build"');
else {
  if (process.env.EMPLOYEE_LAUNCHER === String(process.ppid) && process.channel) {
    process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    process.channel.unref();
  }
  delete process.env.EMPLOYEE_LAUNCHER;
  module.enableCompileCache();
  await import(built.href);
}

function runOnBundledNode() {
  const node = bundledNode();
  if (node === undefined) {
    fail(
      'cannot start',
      `it needs Node 24, this is ${process.versions.node}`,
      'Run "npm install", or install Node 24',
    );
    return;
  }
  // The channel carries nothing: it closes when this process is gone, however it ended, and the employee stops.
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, EMPLOYEE_LAUNCHER: String(process.pid) },
  });
  // A terminal sends Ctrl-C to both processes: passing it on would count it twice.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.on('error', (error) =>
    fail('cannot start', `${node} does not run (${error.message})`, 'Run "npm install"'),
  );
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}
