import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import type { Scale } from './scale.ts';

const dayMs = 86_400_000;

export function costOf(scale: Scale, days: number): ChannelResult<'cost'> {
  const sum = (calls: number) => ({
    calls,
    prompt_tokens: calls * 1_204,
    completion_tokens: calls * 310,
    cost_usd: Math.round(calls * 412) / 1e6,
    lower_bound: scale === 'overfull',
  });
  const newestMs = Date.UTC(2026, 2, 12);
  return {
    days: Array.from({ length: days }, (_, back) => {
      const calls = scale === 'empty' ? 0 : (back * 7) % 11;
      return {
        date: new Date(newestMs - back * dayMs).toISOString().slice(0, 10),
        ...sum(calls),
        by_model: calls === 0 ? {} : { 'gpt-4o-mini': sum(calls) },
      };
    }),
    budget: {
      day_usd: 0.1,
      day_left_usd: 0.0588,
      month_usd: null,
      month_left_usd: null,
      month_spent_usd: 0.4,
      task_usd: null,
      reserved_usd: 0,
    },
  };
}

export function pricesOf(): ChannelResult<'cost.prices'> {
  return [
    { model: 'gpt-4o-mini', input_usd: 0.15, output_usd: 0.6, source: 'table', as_of: '2025-12-01' },
    { model: 'my-model', input_usd: null, output_usd: null, source: 'unknown', as_of: null },
  ];
}

export function probeOf(scale: Scale): ChannelResult<'model.test'> {
  const found = { base_url: 'https://api.openai.com/v1', model: 'gpt-4o-mini' };
  if (scale === 'error')
    return {
      ...found,
      reachable: false,
      models: [],
      model_listed: null,
      message: 'It refuses the key (HTTP 401)',
    };
  return {
    ...found,
    reachable: true,
    models: ['gpt-4o-mini', 'gpt-4o'],
    model_listed: true,
    message: 'https://api.openai.com/v1 answers and has gpt-4o-mini',
  };
}

export function presetsOf(): ChannelResult<'model.presets'> {
  return [
    { name: 'OpenAI', base_url: 'https://api.openai.com/v1', needs_key: true, running: false, models: [] },
    {
      name: 'Ollama',
      base_url: 'http://127.0.0.1:11434/v1',
      needs_key: false,
      running: true,
      models: ['llama3.2'],
    },
  ];
}
