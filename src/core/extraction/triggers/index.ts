import type { ClassTriggers } from './class-triggers.ts';
import { contract } from './contract.ts';
import { deletion } from './deletion.ts';
import { email } from './email.ts';
import { healthCheck } from './health-check.ts';
import { hr } from './hr.ts';
import { invoice } from './invoice.ts';
import { legal } from './legal.ts';
import { meeting } from './meeting.ts';
import { payment } from './payment.ts';
import { reportRequest } from './report-request.ts';
import { socialPost } from './social-post.ts';
import { support } from './support.ts';

export type { ClassTriggers } from './class-triggers.ts';
export { moneyWords, neutralPhrases } from './phrases.ts';

/** The class of a text that no trigger matches. */
export const fallbackType = 'other';

/**
 * The classes the employee knows by itself, riskiest first; ties go to the earlier one.
 *
 * They always count beside the triggers of the skills, so that deleting a skill never loosens the policy.
 * English, German and Urdu, with the commonest words of French and Spanish.
 */
export const builtInTriggers: readonly ClassTriggers[] = [
  payment,
  invoice,
  deletion,
  contract,
  legal,
  hr,
  ...email,
  socialPost,
  support,
  ...meeting,
  reportRequest,
  healthCheck,
];
