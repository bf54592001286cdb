const namePattern = /^backup_(\d{4})-(\d{2})-(\d{2})_(\d{2})-(\d{2})-(\d{2})\.zip$/;

const partialPattern = /^backup_\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}\.zip(?:\.[a-z]+)?\.partial$/;

/** What an archive is called while it is being made; whatever bears this name after a kill is removed. */
export const partialSuffix = '.partial';

/** `backup_YYYY-MM-DD_HH-mm-ss.zip` in local time (CONTRACT §1). */
export function backupFileName(epochMs: number): string {
  const date = new Date(epochMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `backup_${day}_${two(date.getHours())}-${two(date.getMinutes())}-${two(date.getSeconds())}.zip`;
}

/** Whether a file of the backups folder bears the name of an archive. */
export function isBackupName(fileName: string): boolean {
  return namePattern.test(fileName);
}

/** Whether a file is an archive that was not finished, or what waits beside it while it is written. */
export function isPartialName(fileName: string): boolean {
  return partialPattern.test(fileName);
}

/** The local time that a name says, in milliseconds since the epoch; `undefined` for any other name. */
export function timeOfName(fileName: string): number | undefined {
  const match = namePattern.exec(fileName);
  if (match === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const epochMs = new Date(year, month - 1, day, hour, minute, second).getTime();
  // Names of no day or hour there is say nothing; those of an hour that a clock change skipped are an hour off.
  const isReal =
    month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 60;
  return isReal ? epochMs : undefined;
}
