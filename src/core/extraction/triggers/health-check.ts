import type { ClassTriggers } from './class-triggers.ts';

export const healthCheck: ClassTriggers = {
  type: 'health_check',
  triggers: [
    'health check',
    'healthcheck',
    'system check',
    'status check',
    'self-test',
    'smoke test',
    'Systemprüfung',
  ],
};
