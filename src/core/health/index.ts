/** Health: the checks behind `employee health`, read from the same sources as every other surface. */
export { freeBytes } from './free-bytes.ts';
export { reportHealth } from './report.ts';
