import { isInside } from './files/index.ts';
import type { Settings } from './settings/index.ts';
import { type PathOverrides, workspacePaths } from './workspace/index.ts';

/** The folders a person moved by setting, and what is wrong with those that are not used. */
export interface CheckedOverrides {
  readonly overrides: PathOverrides;
  /** Sentences naming setting, expected and got. */
  readonly problems: readonly string[];
}

/**
 * Leaves out folders that overlap another place of the workspace: a vault inside the queue would let notes become tasks,
 * and the agent write where it must not. The default counts instead.
 */
export function checkedOverrides(root: string, settings: Settings): CheckedOverrides {
  const standard = workspacePaths(root);
  const problems: string[] = [];
  const checked = (
    setting: 'paths.vault' | 'paths.watchInbox' | 'paths.approvals' | 'paths.auditLogs',
    own: string,
  ) => {
    const value = settings.get(setting);
    if (value === null) return null;
    const place = workspacePaths(root, { vault: value }).vault.root;
    const others = [
      standard.root,
      standard.queue.root,
      standard.auditLogs,
      standard.vault.root,
      standard.watchInbox,
      standard.backups,
      standard.logs.root,
      standard.internal.root,
    ].filter((other) => other !== own);
    const clash = others.find((other) =>
      other === standard.root ? place === other || isInside(place, other) : overlaps(place, other, own),
    );
    if (clash === undefined) return value;
    problems.push(`${setting}: expected a folder apart from ${clash}, got ${value}; ${own} is used`);
    return null;
  };
  return {
    overrides: {
      vault: checked('paths.vault', standard.vault.root),
      watchInbox: checked('paths.watchInbox', standard.watchInbox),
      approvals: checked('paths.approvals', standard.queue.approvals),
      auditLogs: checked('paths.auditLogs', standard.auditLogs),
      dashboard: settings.get('paths.dashboard'),
    },
    problems,
  };
}

function overlaps(place: string, other: string, own: string): boolean {
  if (place === own) return false;
  return place === other || isInside(other, place) || isInside(place, other);
}
