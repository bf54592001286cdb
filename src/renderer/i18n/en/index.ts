import type { Message } from '../../../shared/i18n/index.ts';
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

/** English, complete: it defines which keys there are and what they ask for. */
export const en = {
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
} as const satisfies Readonly<Record<string, Message>>;
