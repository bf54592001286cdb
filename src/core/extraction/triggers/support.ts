import type { ClassTriggers } from './class-triggers.ts';

export const support: ClassTriggers = {
  type: 'support',
  triggers: [
    'support request',
    'support ticket',
    'support case',
    'customer support',
    'ticket',
    'complaint',
    'not working',
    'does not work',
    "doesn't work",
    'cannot log in',
    "can't log in",
    'bug report',
    'error message',
    'troubleshoot',
    'helpdesk',
    'help desk',
    'Beschwerde',
    'Störung',
    'funktioniert nicht',
    'شکایت',
  ],
};
