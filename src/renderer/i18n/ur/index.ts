import type { Catalogue } from '../catalogue.ts';
import { app } from './app.ts';
import { approvals } from './approvals.ts';
import { audit } from './audit.ts';
import { backups } from './backups.ts';
import { firstRun } from './first-run.ts';
import { frames } from './frames.ts';
import { health } from './health.ts';
import { logs } from './logs.ts';
import { restore } from './restore.ts';
import { settings } from './settings.ts';
import { tasks } from './tasks.ts';
import { today } from './today.ts';
import { words } from './words.ts';

/** Urdu. The types demand every key of English. */
export const ur = {
  ...app,
  ...approvals,
  ...audit,
  ...backups,
  ...firstRun,
  ...frames,
  ...health,
  ...logs,
  ...restore,
  ...settings,
  ...tasks,
  ...today,
  ...words,
} as const satisfies Catalogue;
