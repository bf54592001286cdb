import type { ClassTriggers } from './class-triggers.ts';

/** The second group counts less: its words stand in other texts too. */
export const email: readonly ClassTriggers[] = [
  {
    type: 'email',
    triggers: [
      'email',
      'e-mail',
      'mail',
      'reply',
      'respond',
      'write to',
      'write back',
      'newsletter',
      'antworte',
      'antworten',
      'ای میل',
      'جواب',
      'courriel',
      'correo',
    ],
  },
  {
    type: 'email',
    weight: 0.5,
    triggers: [
      'dear',
      'kind regards',
      'best regards',
      'follow up',
      'sehr geehrte',
      'sehr geehrter',
      'mit freundlichen Grüßen',
    ],
  },
];
