import { hash } from 'node:crypto';
import { join } from 'node:path';
import { parseJson } from '../../../shared/json.ts';
import type { Files } from '../../files/index.ts';
import { restorableSettings } from '../../settings/index.ts';
import { KeptPlaces, type PartPlan } from './part-plan.ts';
import { type StagedFile, stagedPath } from './staged-files.ts';
import type { SwapStep } from './swap-list.ts';

const maxBytes = 1_000_000;

export interface SettingsPlanInput {
  readonly files: Files;
  readonly work: string;
  /** Those of the settings. */
  readonly staged: readonly StagedFile[];
  readonly settingsFile: string;
  readonly actionServers: string;
}

/**
 * `settings.json` with what fits of the archive's, and `mcp.json`. What guards this machine stays as it is. Trust,
 * pins and armed switches are per-user state: nothing in an archive is one.
 */
export async function planSettings(input: SettingsPlanInput): Promise<PartPlan> {
  const { files, staged } = input;
  const places = new KeptPlaces(join(input.work, 'old', 'settings'));
  const steps: SwapStep[] = [];
  const notes: string[] = [];
  let added = 0;
  await files.ensureFolder(join(input.work, 'new', 'ready'));
  const take = async (live: string, name: string, content: string) => {
    const former = files.readText(live);
    if (former === content) return;
    if (former === undefined) added += 1;
    const ready = join(input.work, 'new', 'ready', name);
    await files.write(ready, content, { mode: 0o600 });
    const kept = former === undefined ? null : places.next();
    const sha256 = hash('sha256', content, 'hex');
    steps.push({ kind: 'replace', part: 'settings', live, staged: ready, kept, sha256 });
  };
  for (const { path } of staged) {
    const content = files.read(stagedPath(input.work, path), maxBytes)?.toString('utf8');
    if (path === 'config/settings.json') {
      const merged = restorableSettings(content ?? '', files.readText(input.settingsFile) ?? '{}');
      if (merged.text === undefined)
        notes.push('The settings of the archive cannot be read and were left out');
      else await take(input.settingsFile, 'settings.json', merged.text);
      notes.push(
        ...merged.leftOut.map(
          (name) => `The setting ${name} of the archive was left out: set it yourself if you want it`,
        ),
      );
    }
    if (path === 'config/mcp.json') {
      if (typeof parseJson(content ?? '') !== 'object' || content === undefined)
        notes.push('The action servers of the archive cannot be read and were left out');
      else {
        await take(input.actionServers, 'mcp.json', content);
        notes.push('Action servers come back unreviewed and disarmed');
      }
    }
  }
  const changed = steps.length - added;
  return { steps, report: { part: 'settings', added, changed, removed: 0, kept: 0, notes } };
}
