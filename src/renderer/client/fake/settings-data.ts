import type { SecretSummary, Setting } from '../../../shared/api.ts';
import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import type { Scale } from './scale.ts';
import { hostile } from './texts.ts';

export function settingsOf(scale: Scale): Setting[] {
  const setting = (key: string, value: unknown, description: string, source = 'default'): Setting => ({
    key,
    value,
    source,
    description,
  });
  const isFull = scale === 'overfull';
  return [
    setting('intake.after', 'keep', 'What happens to an original once its task is finished'),
    setting('intake.extensions', ['.txt', '.md', '.json', '.csv'], 'File types that become tasks'),
    setting('llm.provider', 'openai', 'Who plans', 'file'),
    setting('llm.model', isFull ? hostile.unbroken : 'gpt-4o-mini', 'Model that plans', 'environment'),
    setting('llm.baseUrl', null, 'Address of an OpenAI-compatible endpoint'),
    setting('llm.maxTokens', 2_000, 'Longest answer of the model, in tokens'),
    setting('llm.temperature', 0.2, 'How freely the model writes', '.env'),
    setting('llm.fallback', 'wait', 'While the model cannot be reached'),
    setting('llm.cooldownSeconds', 0, 'Shortest time between two calls of the model'),
    setting('llm.dailyBudgetUsd', 0.1, 'What the model may cost per UTC day, in dollars', 'file'),
    setting('llm.monthlyBudgetUsd', null, 'What the model may cost per UTC month, in dollars'),
    setting('approvals.reminderHours', 24, 'When a waiting request is brought up again'),
    setting('approvals.alertHours', 48, 'When a waiting approval raises an alert'),
    setting('approvals.expiryHours', 72, 'When a waiting approval expires'),
    setting('backup.time', '02:00', 'When the daily backup is made'),
    setting('backup.keepDays', 30, 'How many days backups are kept', 'file'),
    setting('backup.keepWeekly', 0, 'How many weekly backups are kept beyond the days'),
    setting('backup.keepMonthly', isFull ? 12 : 0, 'How many monthly backups are kept beyond the days'),
    setting('backup.keepYearly', 0, 'How many yearly backups are kept beyond the days'),
    setting('backup.keepSafetyDays', 30, 'How many days backups made before a restore are kept'),
    setting(
      'backup.secondFolder',
      isFull ? `/mnt/${hostile.unbroken}` : null,
      'Where every backup is copied to',
    ),
    setting('backup.lowPriorityOnBattery', false, 'Backups take their time on battery'),
    setting('audit.retentionDays', 365, 'How long audit days stay in the workspace'),
    setting('log.level', 'info', 'Least severe lines that the service logs keep'),
    setting('paths.vault', isFull ? `/mnt/${hostile.long}` : null, 'The vault', 'environment'),
  ];
}

export function secretsOf(scale: Scale): SecretSummary[] {
  if (scale === 'empty') return [];
  return [
    { name: 'OPENAI_API_KEY', source: 'store', protection: 'encrypted' },
    { name: 'SMTP_PASSWORD', source: '.env', protection: null },
  ];
}

export function policyOf(scale: Scale): ChannelResult<'policy.show'> {
  return {
    rules:
      scale === 'overfull'
        ? Object.values(hostile)
        : [
            'Notes under Tasks, Notes, Drafts, Briefings and Incidents may be written',
            'A payment or invoice of $100.00 or more asks',
            'A payment of $50,000.00 or more is forbidden',
            'Contracts, legal matters, HR and deletion ask',
          ],
    problem: scale === 'error' ? 'The block is there twice' : null,
    unconfirmed: scale === 'overfull',
  };
}

export function logLines(scale: Scale, count: number): string[] {
  if (scale === 'empty') return [];
  const texts = Object.values(hostile);
  return Array.from({ length: Math.min(count, scale === 'overfull' ? 5_000 : 60) }, (_, index) => {
    const level = index % 13 === 7 ? 'ERROR' : index % 5 === 3 ? 'WARNING' : 'INFO';
    const text =
      scale === 'overfull' && index % 9 === 0 ? texts[index % texts.length] : 'Claimed weekly_numbers.csv';
    return `2026-03-12 10:${String(index % 60).padStart(2, '0')}:04,120 - orchestrator - ${level} - ${text}`;
  });
}
