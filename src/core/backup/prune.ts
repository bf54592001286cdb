import { join } from 'node:path';
import type { AuditTrail } from '../audit/index.ts';
import type { Clock } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import type { WorkspacePaths } from '../workspace/index.ts';
import type { Catalogue } from './catalogue.ts';
import { planRetention, type Retained, type RetentionSettings } from './retention.ts';

export interface PruneDependencies {
  readonly files: Files;
  readonly clock: Clock;
  readonly paths: Pick<WorkspacePaths, 'backups'>;
  readonly catalogue: Catalogue;
  readonly trail: Pick<AuditTrail, 'record' | 'commit'>;
  readonly settings: RetentionSettings;
  readonly secondFolder: () => string | null;
  readonly changed: () => void;
}

export interface Pruned {
  readonly kept: readonly Retained[];
  readonly removed: readonly Retained[];
  readonly freedBytes: number;
}

/** Removes what retention lets go of, one file after the other, also at the second destination; with `dryRun` only plans. */
export async function applyRetention(dependencies: PruneDependencies, dryRun: boolean): Promise<Pruned> {
  const { files, clock, paths, catalogue, trail, settings, secondFolder } = dependencies;
  const archives = catalogue.retained();
  const plan = planRetention(archives, settings, clock.now());
  const sizeOf = (name: string) => files.stat(join(paths.backups, name))?.sizeBytes ?? 0;
  const freedBytes = plan.remove.reduce((sum, { name }) => sum + sizeOf(name), 0);
  if (!dryRun && plan.remove.length > 0) {
    trail.record({ action: 'backup_removed', details: { removed: plan.remove, freed_bytes: freedBytes } });
    await trail.commit();
    const second = secondFolder();
    for (const { name } of plan.remove) {
      const sizeBytes = sizeOf(name);
      await files.remove(join(paths.backups, name));
      if (second !== null) await removeCopy(files, join(second, name), sizeBytes);
    }
    await files.folders.now(paths.backups);
    await catalogue.tidy();
    dependencies.changed();
  }
  return { kept: plan.keep, removed: plan.remove, freedBytes };
}

/** Another workspace may keep copies in the same folder: only one of the same size is ours. */
async function removeCopy(files: Files, path: string, sizeBytes: number): Promise<void> {
  try {
    if (files.stat(path)?.sizeBytes === sizeBytes) await files.remove(path);
  } catch {
    // What cannot be reached there now is no reason to keep it here.
  }
}
