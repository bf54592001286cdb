import type { ClassTriggers } from './class-triggers.ts';

export const contract: ClassTriggers = {
  type: 'contract',
  triggers: [
    'contract',
    'agreement',
    'statement of work',
    'SOW',
    'NDA',
    'non-disclosure',
    'lease',
    'Vertrag',
    'Verträge',
    'Vereinbarung',
    'Mietvertrag',
    'Kündigung',
    'معاہدہ',
    'معاہدے',
    'contrat',
    'contrato',
  ],
};
