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
  return [
    setting('intake.after', 'keep', 'What happens to an original once its task is finished'),
    setting('intake.extensions', ['.txt', '.md', '.json', '.csv'], 'File types that become tasks'),
    setting('model.provider', 'openai', 'Who makes plans', 'settings.json'),
    setting('model.name', 'gpt-4o-mini', 'The model that is asked'),
    setting('budget.dailyUsd', 0.1, 'Most that one UTC day may cost'),
    setting('approvals.reminderHours', 24, 'When a waiting request is brought up again'),
    ...(scale === 'overfull' ? Object.entries(hostile).map(([name, text]) => setting(name, text, text)) : []),
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
