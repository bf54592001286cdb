export { FirstRun } from './first-run.tsx';
export { Standstill } from './standstill.tsx';
