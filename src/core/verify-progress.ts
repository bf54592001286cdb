import type { VerifyOptions } from './audit/index.ts';

export type VerifyProgress = NonNullable<VerifyOptions['onProgress']>;

/** Tells only what a bar can show, and the end for certain. */
export function inHundredths(tell: VerifyProgress): VerifyProgress {
  let told = -1;
  return (progress) => {
    const hundredths = Math.floor((100 * progress.doneBytes) / Math.max(1, progress.totalBytes));
    if (hundredths === told) return;
    told = hundredths;
    tell(progress);
  };
}
