// `npm run bench -- latency|drain|scale|idle|desktop|backup|backup-large|restore … [--files N]`: JSON lines on stdout; exit code 2 for wrong arguments.
import { parseArgs } from 'node:util';
import { backup, backupLarge } from './backup.ts';
import { desktop } from './desktop.ts';
import { drain } from './drain.ts';
import { idle } from './idle.ts';
import { latency } from './latency.ts';
import { restore } from './restore.ts';
import { scale } from './scale.ts';

const { values, positionals } = parseArgs({
  options: { files: { type: 'string', default: '1000000' } },
  allowPositionals: true,
});
const files = Number(values.files);
const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  latency,
  drain,
  scale: () => scale(files),
  idle,
  desktop,
  backup,
  'backup-large': backupLarge,
  restore,
};
const chosen = positionals.map((name) => benchmarks[name]);

if (chosen.length === 0 || chosen.includes(undefined) || !Number.isSafeInteger(files)) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(benchmarks).join('|')} … [--files N]\n`);
  process.exitCode = 2;
} else for (const run of chosen) await run?.();
