import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupFileName, isBackupName, isPartialName, timeOfName } from '../../../src/core/backup/names.ts';

describe('names of backups', () => {
  it('say the local time, and are read back to the second', () => {
    expect(backupFileName(new Date(2026, 1, 7, 2, 0, 9).getTime())).toBe('backup_2026-02-07_02-00-09.zip');
    fc.assert(
      fc.property(
        fc.date({ min: new Date(1980, 0, 1), max: new Date(2100, 0, 1), noInvalidDate: true }),
        (date) => {
          const name = backupFileName(date.getTime());
          const ms = timeOfName(name);
          // An hour that comes twice has one name.
          expect(ms === undefined ? '' : backupFileName(ms)).toBe(name);
        },
      ),
    );
  });

  it('of no day or hour there is say no time', () => {
    expect(timeOfName('backup_2026-13-45_99-99-99.zip')).toBeUndefined();
  });

  it('are told from other files', () => {
    expect(isBackupName('backup_2026-02-07_02-00-09.zip')).toBe(true);
    for (const other of ['backup.zip', 'backup_2026-02-07.zip', 'my_backup_2026-02-07_02-00-09.zip'])
      expect(isBackupName(other)).toBe(false);
    expect(isPartialName('backup_2026-02-07_02-00-09.zip.partial')).toBe(true);
    expect(isPartialName('notes.partial')).toBe(false);
  });
});
