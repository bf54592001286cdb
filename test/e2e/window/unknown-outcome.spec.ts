import { existsSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createHome } from '../support/home.ts';
import { expectEntry, openDesk } from './desk.ts';

const id = 'payment-1';
const planned = { server: 'bank', tool: 'pay', arguments: { amount: 1 }, description: 'Pay 1' };
const action = { ...planned, id: `${id}:1:1`, risk: 'high', status: 'planned' };
const plan = {
  ...{ thought_process: '', actions: [planned], risk_assessment: '' },
  ...{ requires_approval: true, confidence: 1, done: true },
};

it.each([
  ['It happened', 'completed'],
  ['It did not happen', 'failed'],
] as const)(
  'a payment during which the app was killed is settled in the window: %s',
  async (answer, status) => {
    await using home = await createHome();
    {
      await using first = await openDesk({ home });
      await first.app.close();
      // What a kill leaves while the call is under way.
      const lines = [
        { kind: 'intent', task: id, plan, actions: [action], definitions: ['d'] },
        { kind: 'dispatch', task: id, action: action.id },
      ];
      writeFileSync(
        first.path('.employee', 'effects.jsonl'),
        lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
      );
      writeFileSync(
        first.path('task_queue', 'pending', `${id}.json`),
        JSON.stringify({ task_id: id, context: { file_name: 'pay.txt' }, plan, actions: [action] }),
      );
    }
    await using desk = await openDesk({ home });
    const { page } = desk;
    await desk.goTo('Approvals');
    await page.locator('.approval-card').getByText('bank · pay').first().waitFor();
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: answer, exact: true }).click();
    expect((await desk.completed('pay.txt')).status).toBe(status);
    await expectEntry(desk, 'outcome_resolved', id);
    expect(existsSync(desk.path('task_queue', 'approvals', `${id}.json`))).toBe(false);
  },
);
