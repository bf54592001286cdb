import { join } from 'node:path';
import { utcDay } from '../core/clock/index.ts';
import { auditEntrySchema } from '../shared/audit.ts';
import { readJson } from '../shared/json.ts';
import type { Cli } from './cli.ts';
import { followLines, untilInterrupted } from './follow.ts';
import { auditLine } from './output/audit-view.ts';

const dayMs = 86_400_000;

/** Prints every entry after `seq` as it is written, from day file to day file, until Ctrl-C. */
export async function followAudit(cli: Cli, seq: number): Promise<void> {
  const folder = (await cli.workspace()).auditFolder();
  let lastSeq = seq;
  const print = (line: string) => {
    const entry = readJson(auditEntrySchema, line);
    if (!entry || entry.seq <= lastSeq) return;
    lastSeq = entry.seq;
    cli.output.line(auditLine(entry, cli.output));
  };
  await untilInterrupted(cli.terminal, async (signal) => {
    while (!signal.aborted) {
      const nowMs = cli.clock.now();
      const midnight = new AbortController();
      // A moment of grace: an entry of the old day may be written a little after its end.
      const timer = cli.clock.after(dayMs - (nowMs % dayMs) + 2_000, () => midnight.abort());
      const path = join(folder, `audit_${utcDay(nowMs)}.jsonl`);
      await followLines(path, AbortSignal.any([signal, midnight.signal]), print);
      timer.cancel();
    }
  });
}
