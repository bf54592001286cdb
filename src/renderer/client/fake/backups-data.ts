import type { BackupSummary } from '../../../shared/backup.ts';
import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import type { Scale } from './scale.ts';
import { hostile, minutesAgo } from './texts.ts';

const perDay = 1_440;
/** Of the newest one: 02:00 of the day of the pictures. */
const newestMinutes = 504;
const counts = { empty: 0, typical: 12, overfull: 400, error: 2 } as const satisfies Record<Scale, number>;

/** Archives as the list tells them, newest first. */
export function backupsOf(scale: Scale): BackupSummary[] {
  const isFull = scale === 'overfull';
  return Array.from({ length: counts[scale] }, (_, index) => backupAt(index, isFull));
}

function backupAt(index: number, isFull: boolean): BackupSummary {
  const minutes = newestMinutes + index * perDay - (index === 2 ? 301 : 0);
  const at = minutesAgo(minutes);
  const isDamaged = index === 5;
  const isOriginal = index === 9;
  return {
    name: `backup_${at.slice(0, 10)}_${at.slice(11, 19).replaceAll(':', '-')}.zip`,
    created_at: at,
    size_bytes: 48_200_000 - index * 310_000,
    verified_at: isDamaged || isOriginal || index === 4 ? null : minutesAgo(minutes - 1),
    safety: index === 2,
    contents: isDamaged
      ? null
      : {
          vault_files: 312 - index,
          audit_files: 41 - (index % 30),
          completed_tasks: 240 - (index % 200),
          pending_tasks: 3,
        },
    audit_head: isDamaged || isOriginal ? null : { seq: 18_403 - index * 40, hash: 'a3f0'.padEnd(64, '9') },
    origin: isDamaged ? 'unknown' : isOriginal ? 'original' : 'employee',
    problem: isDamaged
      ? isFull
        ? hostile.long
        : 'It ends in the middle: 3.1 MB of its list of files are missing'
      : null,
  };
}

export function backupStateOf(scale: Scale): ChannelResult<'backup.state'> {
  const isFull = scale === 'overfull';
  const isBad = scale === 'error';
  const made = scale !== 'empty';
  return {
    running: null,
    next_at: minutesAgo(newestMinutes - perDay),
    retention: { days: 30, weekly: isFull ? 8 : 0, monthly: isFull ? 12 : 0, yearly: isFull ? 5 : 0 },
    destinations: [
      {
        path: '/home/sam/PersonalAIEmployee/backups',
        second: false,
        same_disk: true,
        free_bytes: isBad ? 0 : 212_400_000_000,
        problem: null,
      },
      ...(isFull || isBad
        ? [
            {
              path: isFull ? `/mnt/${hostile.unbroken}` : '/media/sam/Backup disk',
              second: true,
              same_disk: isFull,
              free_bytes: isFull ? 1_804_000_000_000 : null,
              problem: isBad ? 'It is not there: /media/sam/Backup disk' : null,
            },
          ]
        : []),
    ],
    last_failure: isBad
      ? { at: minutesAgo(newestMinutes), message: 'The disk is full: 48 MB are needed, 0 are free' }
      : null,
    last_sample: made ? { at: minutesAgo(3 * perDay), ok: !isBad } : null,
    last_full_check: made ? { at: minutesAgo(11 * perDay), ok: true } : null,
    last_rehearsal: isFull ? { at: minutesAgo(40 * perDay), ok: true, report_path: '/rehearsal.md' } : null,
    warnings: isFull
      ? [hostile.bidi, hostile.script]
      : ['The only place of the backups is the disk of the workspace: whoever loses one loses both.'],
  };
}

export function verifiedOf(archive: string, scale: Scale): ChannelResult<'backup.verify'> {
  const isBad = scale === 'error';
  return {
    name: archive,
    ok: !isBad,
    origin: 'employee',
    created_at: minutesAgo(newestMinutes),
    files: 596,
    bytes: 61_000_000,
    hashed_files: 596,
    history: 'ours',
    problems: isBad
      ? [
          { path: 'obsidian_vault/Notes/Ideas.md', reason: 'its content is not what was written' },
          { path: null, reason: 'one file more is in it than its list says' },
        ]
      : [],
  };
}

export function pruneOf(scale: Scale, isPreview: boolean): ChannelResult<'backup.prune'> {
  const removed = backupsOf(scale).slice(30, 60);
  return {
    message: isPreview ? 'Would remove old backups' : 'Removed old backups',
    kept: backupsOf(scale)
      .slice(0, 30)
      .map(({ name }) => ({ name, reason: 'younger than 30 days' })),
    removed: removed.map(({ name }) => ({ name, reason: 'older than 30 days' })),
    freed_bytes: removed.reduce((sum, { size_bytes }) => sum + size_bytes, 0),
  };
}
