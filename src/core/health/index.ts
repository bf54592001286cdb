/** Health: the checks behind `employee health`, read from the same sources as every other surface. */
export { type HealthInputs, reportHealth } from './report.ts';
