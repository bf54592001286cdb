import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openAi } from '../helpers/model-servers/dialects.ts';
import { ModelServer, type Script } from '../helpers/model-servers/model-server.ts';
import { inTurn, plans } from '../helpers/model-servers/turns.ts';
import { TestWorkspace, until } from '../helpers/open-test-employee.ts';

async function working(script: Script, environment: Readonly<Record<string, string>> = {}) {
  const server = await ModelServer.start(openAi, script);
  const workspace = new TestWorkspace();
  const employee = await workspace.start({
    environment: {
      OPENAI_BASE_URL: server.baseUrl,
      OPENAI_API_KEY: 'sk-canary-0123456789abcdef',
      ...environment,
    },
  });
  return { server, workspace, employee };
}

describe('a dropped file with a model', () => {
  it('is planned by it, carried out, and its cost is told the same everywhere', async () => {
    const { server, workspace, employee } = await working(inTurn(plans()));
    writeFileSync(workspace.path('watch_inbox', 'note.txt'), 'Remember the milk');
    await until(workspace.path('task_queue'), () => workspace.names('completed').length === 1);
    expect(server.calls).toHaveLength(1);
    expect(readFileSync(workspace.path('obsidian_vault', 'Notes', 'model.md'), 'utf8')).toContain(
      'Written by the model',
    );
    const entries = await employee.api.call('audit.query', { action: 'llm_reasoning' });
    const sum = entries.reduce((total, { details }) => total + Number(details.cost_usd), 0);
    const cost = await employee.api.call('cost', { days: 1 });
    expect(sum).toBeGreaterThan(0);
    expect(cost.days[0]?.cost_usd).toBeCloseTo(sum, 9);
    const status = await employee.api.call('status', {});
    expect(status.cost_today_usd).toBe(cost.days[0]?.cost_usd);
    expect(status.cost_is_lower_bound).toBe(false);
    const activity = await employee.api.call('activity', {});
    expect(activity.cost.today_usd).toBe(status.cost_today_usd);
    const { details } = (await employee.api.call('health', {})).checks.api;
    expect(details?.cost_today_usd).toBe(status.cost_today_usd);
  });
});
