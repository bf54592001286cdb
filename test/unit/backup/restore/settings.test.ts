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

  it('that would cost more, ask less, keep less or send things elsewhere stay as they are', () => {
    const evil = {
      llm: { dailyBudgetUsd: 9_999, baseUrl: 'http://evil.example/v1', prices: {} },
      backup: { keepDays: 1, secondFolder: '/elsewhere' },
      approvals: { expiryHours: 8_000 },
    };
    const { text, leftOut, changes } = restorableSettings(
      JSON.stringify(evil),
      '{"llm":{"dailyBudgetUsd":0.2}}',
    );
    expect(JSON.parse(text ?? '')).toEqual({ llm: { dailyBudgetUsd: 0.2 } });
    expect(changes).toEqual([]);
    expect(leftOut).toEqual(
      expect.arrayContaining([
        'llm.dailyBudgetUsd',
        'llm.baseUrl',
        'backup.keepDays',
        'approvals.expiryHours',
      ]),
    );
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
