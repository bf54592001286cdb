import { openSource, RestoreService } from './backup/index.ts';
import type { Backups } from './backup-wiring.ts';
import type { EmployeeOptions } from './employee-options.ts';
import { freeBytes } from './health/index.ts';
import type { HeldWorkspace } from './open-workspace.ts';
import { restorePlaces } from './restore-places.ts';
import type { Hooks } from './wiring.ts';

/** Restores, wired. */
export function wireRestores(
  { files, clock, random }: EmployeeOptions,
  { identity, paths, settings }: HeldWorkspace,
  { service, archives }: Backups,
  { events, changed, requestReopen }: Hooks,
): RestoreService {
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
    safetyBackup: async (turn, signal) =>
      (await service.create({ purpose: 'safety', turn, signal })).backup.name,
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
