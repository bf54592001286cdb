import { auditStateOf, verificationOf } from './audit-data.ts';
import type { Answers } from './fake-client.ts';
import { healthOf } from './system-data.ts';

/** Somebody changed an entry of the trail after it was written, and a service failed. */
export const troubles: Partial<Answers> = {
  'audit.state': () => auditStateOf('typical', true),
  'audit.verify': () => verificationOf('typical', true),
  health: () => healthOf('error'),
};
