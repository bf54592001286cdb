import type { ClassTriggers } from './class-triggers.ts';

/** The second group counts less: its words stand in other texts too. */
export const meeting: readonly ClassTriggers[] = [
  {
    type: 'meeting',
    triggers: [
      'meeting',
      'meet',
      'appointment',
      'reschedule',
      'calendar',
      'call with',
      'video call',
      'stand-up',
      'Termin',
      'Besprechung',
      'Treffen',
      'ملاقات',
      'میٹنگ',
      'اجلاس',
      'réunion',
      'reunión',
    ],
  },
  { type: 'meeting', weight: 0.6, triggers: ['schedule'] },
];
