import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EffectJournal } from '../../../src/core/actions/index.ts';
import type { Plan } from '../../../src/shared/plan.ts';
import type { TaskAction } from '../../../src/shared/task.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

const action: TaskAction = {
  id: 'task:1:1',
  server: 'bank',
  tool: 'pay',
  arguments: { amount: 1 },
  description: 'Pay 1',
  risk: 'high',
  status: 'planned',
};
const plan: Plan = {
  thought_process: '',
  actions: [{ server: 'bank', tool: 'pay', arguments: { amount: 1 }, description: 'Pay 1' }],
  risk_assessment: '',
  requires_approval: true,
  confidence: 1,
  done: true,
};

describe('the effect journal', () => {
  it('remembers over a restart that a call left and never came back', async () => {
    const path = join(temporaryFolder(), 'effects.jsonl');
    const first = await EffectJournal.open(testFiles(), path);
    await first.intend('task', { plan, actions: [action], definitions: ['d'] });
    await first.dispatch('task', action.id);
    await first.close();
    const second = await EffectJournal.open(testFiles(), path);
    expect(second.get('task')?.dispatched).toEqual([action.id]);
    await second.close();
  });

  it('remembers over a restart that the outcome of a call is unknown', async () => {
    const path = join(temporaryFolder(), 'effects.jsonl');
    const first = await EffectJournal.open(testFiles(), path);
    await first.intend('task', { plan, actions: [action], definitions: ['d'] });
    await first.dispatch('task', action.id);
    await first.settle('task', { ...action, status: 'outcome_unknown', result: 'lost' }, true);
    await first.close();
    const second = await EffectJournal.open(testFiles(), path);
    expect(second.get('task')?.actions[0]?.status).toBe('outcome_unknown');
    expect(second.get('task')?.dispatched).toEqual([]);
    await second.close();
  });

  it('takes a call for possibly made when the line that may have said so is damaged', async () => {
    const path = join(temporaryFolder(), 'effects.jsonl');
    const first = await EffectJournal.open(testFiles(), path);
    await first.intend('task', { plan, actions: [action], definitions: ['d'] });
    await first.close();
    appendFileSync(path, '{"kind":"dispa\n');
    const second = await EffectJournal.open(testFiles(), path);
    expect(second.get('task')?.dispatched).toEqual([action.id]);
    await second.close();
  });

  it('forgets a finished task', async () => {
    const path = join(temporaryFolder(), 'effects.jsonl');
    const first = await EffectJournal.open(testFiles(), path);
    await first.intend('task', { plan, actions: [action], definitions: ['d'] });
    first.forget('task');
    await first.close();
    const second = await EffectJournal.open(testFiles(), path);
    expect(second.openTasks).toEqual([]);
    await second.close();
  });
});
