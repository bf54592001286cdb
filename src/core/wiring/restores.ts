import { openSource, RestoreService } from '../backup/index.ts';
import { freeBytes } from '../health/index.ts';
import { restorePlaces } from '../restore-places.ts';
import type { Backups } from './backups.ts';
import type { Ground } from './ground.ts';

/** Restores, wired. */
export type Restores = ReturnType<typeof wireRestores>;

export function wireRestores({ options, held, hooks }: Ground, { service, archives }: Backups) {
  const { files, clock, random } = options;
  const { identity, paths, settings } = held;
  const { events, changed, requestReopen } = hooks;
  const places = restorePlaces(identity.realPath, paths);
  return new RestoreService({
    files,
    clock,
    random,
    places,
    auditLogs: places.auditLogs,
    headFolder: places.internal,
    installId: identity.installId,
    open: async (reference, signal) =>
      openSource({ files, archives }, await service.resolve(reference), signal),
    work: service.work,
    safetyBackup: async (turn, signal) => {
      const { backup, unreadable } = await service.create({ purpose: 'safety', turn, signal });
      return { name: backup.name, unread: unreadable.flatMap(({ path }) => path ?? []) };
    },
    freeBytes,
    legacyKey: () => settings.secrets.get('AUDIT_SIGNING_KEY'),
    progress: (progress) => events.emit({ kind: 'progress', progress }),
    changed: () => {
      events.emit({ kind: 'backups' });
      changed();
    },
    requestReopen,
  });
}
