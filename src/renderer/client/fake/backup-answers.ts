import type { BackupSummary } from '../../../shared/backup.ts';
import { backupStateOf, backupsOf, pruneOf, verifiedOf } from './backups-data.ts';
import type { Answers } from './fake-client.ts';
import { differencesOf, inspectionOf, reportOf, textDifferenceOf } from './restore-data.ts';
import type { Scale } from './scale.ts';
import { hostile } from './texts.ts';

function newestOf([newest]: readonly BackupSummary[]): BackupSummary {
  if (newest === undefined) throw new Error('there is always a backup in a typical workspace');
  return newest;
}

const done = { message: 'Done' };

/** Backups and restores of the employee in memory. */
export function backupAnswers(scale: Scale) {
  const made = newestOf(backupsOf('typical'));
  const last = {
    empty: null,
    typical: null,
    overfull: reportOf('restored', 9_000, hostile.script),
    error: reportOf('rolled_back', 200),
  }[scale];
  return {
    'backup.create': () => ({
      ...done,
      backup: made,
      unreadable: scale === 'overfull' ? [{ path: hostile.script, reason: 'permission denied' }] : [],
      second_copy: null,
    }),
    'backup.list': () => backupsOf(scale),
    'backup.verify': ({ archive }) => verifiedOf(archive, scale),
    'backup.prune': ({ dry_run: isPreview = false }) => pruneOf(scale, isPreview),
    'backup.rehearse': () => ({ ...done, ok: scale !== 'error', report_path: '/rehearsal.md' }),
    'backup.state': () => backupStateOf(scale),
    'restore.inspect': ({ archive }) => inspectionOf(archive, scale),
    'restore.differences': (query) => differencesOf(scale, query),
    'restore.text-difference': ({ path }) => textDifferenceOf(path, scale),
    'restore.start': () => ({ ...done, id: 'restore-restored', safety_backup: made.name }),
    'restore.cancel': () => ({ ...done, cancelled: true }),
    'restore.state': () => ({ running: null, last }),
    'backup.choose-folder': () => ({ path: '/media/sam/Backup disk' }),
    'restore.choose': () => ({ archive: '/media/sam/Old disk/backup_2026-02-01_02-00-00.zip' }),
    'shell.restore': () => done,
    'shell.close-restore': () => done,
  } satisfies Partial<Answers>;
}
