import type { Message } from '../message.ts';
import { app } from './app.ts';
import { approvals } from './approvals.ts';
import { firstRun } from './first-run.ts';
import { today } from './today.ts';

/** English, complete: it defines which keys there are and what they ask for. */
export const en = {
  ...app,
  ...approvals,
  ...firstRun,
  ...today,
} as const satisfies Readonly<Record<string, Message>>;
