import { isSystemError } from '../../shared/errors.ts';
import { type Clock, delay } from '../clock/index.ts';

const delaysMs = [10, 20, 50, 100, 200, 400, 800];

/**
 * Runs `operation`, again while Windows refuses it because a scanner or an indexer holds the file
 * (EPERM, EBUSY, EACCES): at most 8 times over 1.6 s. Elsewhere those codes are final.
 */
export async function withRetry<T>(platform: NodeJS.Platform, clock: Clock, operation: () => T): Promise<T> {
  if (platform !== 'win32') return operation();
  for (const delayMs of delaysMs) {
    try {
      return operation();
    } catch (error) {
      if (!isSystemError(error, 'EPERM', 'EBUSY', 'EACCES')) throw error;
      await delay(clock, delayMs);
    }
  }
  return operation();
}
