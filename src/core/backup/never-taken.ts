/** Left out of every backup wherever they lie, without a word: temporary files of durable writes. */
export const temporaryFiles = ['.tmp-*'] as const;

/** Left out as well, and named in the archive: files of secrets. */
export const secretFiles = ['.env', '.env.*'] as const;

/** Whether no backup ever takes a file of that name. */
export function isNeverTaken(name: string): boolean {
  return name.startsWith('.tmp-') || name === '.env' || name.startsWith('.env.');
}
