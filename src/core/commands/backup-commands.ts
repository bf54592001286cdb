import { count } from '../../shared/count.ts';
import type { Handlers } from './handlers.ts';
import type { CommandServices } from './services.ts';

/** Backups: created, listed, verified, pruned, rehearsed. */
export function backupCommands({ backups: { service, overview } }: CommandServices) {
  return {
    'backup.create': async (_params, signal) => {
      const { backup, unreadable, secondCopy } = await service.create({ purpose: 'regular', signal });
      const trouble = unreadable.length === 0 ? '' : `; left out: ${count(unreadable.length, 'file')}`;
      return {
        message: `Made and verified ${backup.name}${trouble}`,
        backup,
        unreadable: unreadable.map(({ path, reason }) => ({ path: path ?? '', reason })),
        second_copy: secondCopy && { ...secondCopy },
      };
    },
    'backup.list': () => service.list(),
    'backup.verify': ({ archive }, signal) => service.verify(archive, { signal }),
    'backup.prune': async ({ dry_run: dryRun }) => {
      const { kept, removed, freedBytes } = await service.prune({ dryRun });
      const what = count(removed.length, 'backup');
      return {
        message: dryRun ? `Would remove ${what}` : `Removed ${what}`,
        kept: kept.map((one) => ({ ...one })),
        removed: removed.map((one) => ({ ...one })),
        freed_bytes: freedBytes,
      };
    },
    'backup.rehearse': async ({ archive }, signal) => {
      const { ok, reportPath } = await service.rehearse(archive, { signal });
      const message = ok ? 'The rehearsal passed' : 'The rehearsal found problems';
      return { message: `${message}: ${reportPath}`, ok, report_path: reportPath };
    },
    'backup.state': async () => overview.state(),
  } satisfies Partial<Handlers>;
}
