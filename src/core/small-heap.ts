import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the young generation of V8's heap at 4 MiB: an employee that lives for years in a tray should be small. With
 * 10,000 files dropped at once the peak falls from 241 to 149 MB (docs/adr/0006-small-heap.md).
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--max-semi-space-size=4');
  setFlagsFromString('--semi-space-growth-factor=1');
}
