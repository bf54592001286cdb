/** Health: the checks behind `employee health`, read from the same sources as every other surface. */
export { reportHealth } from './report.ts';
