import type { ArchiveHistory } from '../../../shared/backup.ts';
import { parsePolicy } from '../../policy/index.ts';
import { restorableSettings } from '../../settings/index.ts';
import type { CompareDependencies, DifferenceKind, PartDifferences } from './compare.ts';
import type { RestoreSource } from './source.ts';

const maxTextBytes = 1_000_000;
const handbookPath = 'obsidian_vault/Company_Handbook.md';

/** What restoring a part means for this workspace, in plain sentences. */
export async function consequencesOf(
  source: RestoreSource,
  differences: PartDifferences,
  history: ArchiveHistory,
  dependencies: CompareDependencies,
): Promise<string[]> {
  const amount = (kind: DifferenceKind) => differences.rows.filter((row) => row.kind === kind).length;
  switch (differences.part) {
    case 'vault':
      return [
        ...(amount('missing') > 0
          ? [`Files that the archive does not have are taken away: ${amount('missing')}`]
          : []),
        'What is live now stays in the safety backup; what no backup holds stays in its place',
        ...(await policySentence(source, dependencies)),
      ];
    case 'audit':
      return auditSentences(history);
    case 'queue':
      return [
        'Of each task the state that is further on counts; no task that is here is removed',
        'Approvals that wait in the archive are void and are asked again; decisions in it do not count',
        'Nothing that may have been done already is done again: where nobody knows, you are asked',
      ];
    case 'settings':
      return settingsSentences(source, dependencies);
  }
}

function auditSentences(history: ArchiveHistory): string[] {
  if (history === 'foreign')
    return [
      'The trail in the archive is that of another installation: it can only come back whole, to be continued here as a new epoch',
      'What this workspace has recorded so far is then kept aside',
    ];
  return ['Missing days are put back, damaged ones are repaired; nothing that was recorded is rolled back'];
}

async function policySentence(source: RestoreSource, { files, places }: CompareDependencies) {
  const archived = await textOf(source, handbookPath);
  if (archived === undefined)
    return ['The archive has no Company_Handbook.md: without a policy everything asks'];
  const live = files.readText(`${places.vault}/Company_Handbook.md`) ?? '';
  const [before, after] = [parsePolicy(live), parsePolicy(archived)];
  const isSame =
    before.kind === after.kind &&
    (before.kind !== 'valid' || after.kind !== 'valid' || before.digest === after.digest);
  if (isSame) return [];
  return ['The policy block is another one: until you confirm it, the stricter of both applies'];
}

async function settingsSentences(
  source: RestoreSource,
  { files, places }: CompareDependencies,
): Promise<string[]> {
  const archived = await textOf(source, 'config/settings.json');
  const merged =
    archived === undefined
      ? undefined
      : restorableSettings(archived, files.readText(places.settingsFile) ?? '{}');
  const changes = merged?.changes.map(({ path, from, to }) => `${path} changes from ${from} to ${to}`) ?? [];
  return [
    ...(changes.length > 0 ? changes : ['No setting changes']),
    'Folders, model, budgets, approval times, backups and all secrets stay as they are on this machine',
    ...(source.find('config/mcp.json') ? ['Action servers come back unreviewed and disarmed'] : []),
  ];
}

async function textOf(source: RestoreSource, path: string): Promise<string | undefined> {
  if (source.find(path) === undefined) return undefined;
  return (await source.read(path, maxTextBytes)).toString('utf8');
}
