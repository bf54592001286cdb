import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { restorableSettings } from '../../../../src/core/settings/index.ts';
import { RestoreSite } from '../../../helpers/restore-site.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';

describe('settings of an archive', () => {
  it('come back where they fit; where things lie on this machine stays', () => {
    const { text, leftOut, changes } = restorableSettings(
      '{"queue":{"concurrency":4},"paths":{"vault":"/elsewhere"},"retry":{"maxAttempts":"many"},"music":1}',
      '{"queue":{"concurrency":2},"paths":{"watchInbox":"drops"}}',
    );
    expect(JSON.parse(text ?? '')).toEqual({ queue: { concurrency: 4 }, paths: { watchInbox: 'drops' } });
    expect(leftOut).toEqual(expect.arrayContaining(['paths.vault', 'retry.maxAttempts', 'music']));
    expect(changes).toEqual([{ path: 'queue.concurrency', from: '2', to: '4' }]);
  });

  it('that would cost more or ask less are named before they change', () => {
    const { changes } = restorableSettings('{"llm":{"dailyBudgetUsd":50}}', '{"llm":{"dailyBudgetUsd":0.2}}');
    expect(changes).toEqual([{ path: 'llm.dailyBudgetUsd', from: '0.2', to: '50' }]);
  });

  it('that are no JSON are left out', async () => {
    const site = new RestoreSite(join(temporaryFolder(), 'workspace'));
    site.live({ '.employee/settings.json': '{}' });
    await site.stage({ 'config/settings.json': 'rm -rf', 'config/mcp.json': '{"mcpServers":{}}' }, [
      'settings',
    ]);
    const ended = await site.settle();
    expect(site.tree()).toEqual({ '.employee/settings.json': '{}', 'mcp.json': '{"mcpServers":{}}' });
    expect(ended?.report?.parts[0]?.notes).toEqual([
      'The settings of the archive cannot be read and were left out',
      'Action servers come back unreviewed and disarmed',
    ]);
  });
});
