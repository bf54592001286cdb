import type { Catalogue } from '../catalogue.ts';
import { app } from './app.ts';
import { approvals } from './approvals.ts';
import { firstRun } from './first-run.ts';
import { today } from './today.ts';

/** Urdu. The types demand every key of English. */
export const ur = {
  ...app,
  ...approvals,
  ...firstRun,
  ...today,
} as const satisfies Catalogue;
