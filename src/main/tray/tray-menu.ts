import type { ApprovalSummary } from '../../shared/api.ts';
import type { ShellState } from '../../shared/shell.ts';
import type { Status } from '../../shared/status.ts';
import type { Words } from '../words/index.ts';
import type { BackupWork } from './backup-work.ts';
import type { TrayAction } from './tray-model.ts';

export type TrayItem =
  | { readonly kind: 'separator' }
  | {
      readonly kind: 'item';
      /** Stays the same however often the menu is made anew. */
      readonly id: string;
      readonly label: string;
      /** `undefined`: the item only tells, and cannot be chosen. */
      readonly action: TrayAction | undefined;
    };

/** Requests that have an item of their own; further ones are behind "All approvals". */
const mostApprovals = 10;
const longestLabel = 80;

interface MenuFacts {
  readonly shell: Pick<ShellState, 'employee'>;
  /** `undefined` while no employee works. */
  readonly status: Status | undefined;
  readonly waiting: readonly ApprovalSummary[];
  readonly backup: BackupWork | undefined;
  readonly words: Words;
}

/** What needs the person first, then state and actions, then the ways out. */
export function trayMenu(facts: MenuFacts): readonly TrayItem[] {
  const sections = [approvalItems(facts), stateItems(facts), placeItems(facts), quitItems(facts)];
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, index) => (index === 0 ? section : [{ kind: 'separator' } as const, ...section]));
}

function approvalItems({ status, waiting, words: { t } }: MenuFacts): readonly TrayItem[] {
  if (status === undefined || waiting.length === 0) return [];
  const own = waiting.slice(0, mostApprovals).map(({ task_id: id, sentence }) => {
    return item(`approval:${id}`, menuText(sentence), { kind: 'open', view: 'approvals', id });
  });
  if (waiting.length <= mostApprovals) return own;
  return [
    ...own,
    item('approvals', t('tray.approvals', { count: waiting.length }), {
      kind: 'open',
      view: 'approvals',
      id: null,
    }),
  ];
}

function stateItems({ shell, status, words: { t } }: MenuFacts): readonly TrayItem[] {
  const { employee } = shell;
  const open = item('window', t('tray.window'), { kind: 'show' });
  if (employee.state === 'failed')
    return [
      item('state', menuText(employee.error.what), undefined),
      item('retry', t('tray.retry'), { kind: 'retry' }),
      open,
    ];
  if (status === undefined) return [open];
  return [
    status.paused
      ? item('resume', t('tray.resume'), { kind: 'resume' })
      : item('pause', t('tray.pause'), { kind: 'pause' }),
    open,
    item('drop', t('tray.drop'), { kind: 'drop' }),
  ];
}

function placeItems({ status, backup, words }: MenuFacts): readonly TrayItem[] {
  if (status === undefined) return [];
  const { t } = words;
  return [
    backupItem(backup, words),
    item('restore', t('tray.restore'), { kind: 'restore' }),
    item('health', t('tray.health'), { kind: 'open', view: 'health', id: null }),
    item('vault', t('tray.vault'), { kind: 'vault' }),
    item('logs', t('tray.logs'), { kind: 'logs' }),
  ];
}

/** Two at once are refused: while one is under way, its place tells how far it has come. */
function backupItem(backup: BackupWork | undefined, { t, formats }: Words): TrayItem {
  if (backup === undefined) return item('backup', t('tray.backup'), { kind: 'backup' });
  if (backup.kind !== 'backup') return item('backup', t('tray.checkingBackup'), undefined);
  if (backup.share === undefined) return item('backup', t('tray.backingUp'), undefined);
  return item('backup', t('tray.backingUpShare', { share: formats.percent(backup.share) }), undefined);
}

function quitItems({ shell, words: { t } }: MenuFacts): readonly TrayItem[] {
  const { state } = shell.employee;
  if (state === 'attached') return [item('quit', t('tray.quitAttached'), { kind: 'quit', how: 'graceful' })];
  return [
    item('quit', t('tray.quit'), { kind: 'quit', how: 'graceful' }),
    ...(state === 'first_run'
      ? []
      : [item('stop-now', t('tray.stopNow'), { kind: 'quit', how: 'now' } as const)]),
  ];
}

function item(id: string, label: string, action: TrayAction | undefined): TrayItem {
  return { kind: 'item', id, label, action };
}

/**
 * Untrusted text as one short line of a menu. `&` would mark a key on Windows and Linux; controls and marks that
 * reorder text could make the item read as another one.
 */
function menuText(text: string): string {
  const line = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const characters = [...line];
  const cut = characters.length > longestLabel ? `${characters.slice(0, longestLabel - 1).join('')}…` : line;
  return cut.replaceAll('&', '&&');
}
