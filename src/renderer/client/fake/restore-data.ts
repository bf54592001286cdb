import type { BackupPart } from '../../../shared/backup.ts';
import type { RestoreReport } from '../../../shared/commands/restore.ts';
import type { ChannelParams, ChannelResult } from '../../../shared/ipc/contract.ts';
import { backupsOf } from './backups-data.ts';
import type { Scale } from './scale.ts';
import { hostile, minutesAgo } from './texts.ts';

type Row = ChannelResult<'restore.differences'>['rows'][number];

const notes = [
  ...['Notes/Supplier list.md', 'Notes/Meeting with Dana.md', 'Tasks/Friday.md', 'Briefings/2026-W10.md'],
  ...['Notes/2026/March/Harbour lease.md', 'Drafts/Reply to Acme.md', 'Notes/Ideas.md', 'Business_Goals.md'],
];
const kinds = ['changed', 'new', 'new', 'missing'] as const;

/** What differs in a part, in the order of its paths. */
function rowsOf(part: BackupPart, scale: Scale): readonly Row[] {
  const isFull = scale === 'overfull';
  switch (part) {
    case 'vault':
      return [
        ...(isFull ? Object.values(hostile).map((name, index) => row(`Notes/${name}.md`, index)) : []),
        ...Array.from({ length: isFull ? 20_000 : 15 }, (_, index) =>
          row(numbered(notes[index % notes.length] ?? 'Notes/a.md', Math.floor(index / notes.length)), index),
        ),
      ];
    case 'queue':
      return [{ ...row('x', 1), path: 'task_queue/completed/20260309T101500000Z-lease_renewal-51ac3e.json' }];
    case 'settings':
      return [{ ...row('x', 0), path: 'config/settings.json' }];
    case 'audit':
      return [];
  }
}

function numbered(path: string, round: number): string {
  return round === 0 ? path : path.replace('.md', ` ${round + 1}.md`);
}

function row(path: string, index: number): Row {
  const kind = kinds[index % kinds.length] ?? 'new';
  const version = (minutes: number) => ({ size: 812 + index * 37, mtime: minutesAgo(minutes) });
  return {
    path: `obsidian_vault/${path}`,
    kind,
    archived: kind === 'missing' ? null : version(2_000 + index),
    live: kind === 'new' ? null : version(90 + index),
  };
}

export function differencesOf(
  scale: Scale,
  { part, kind, text = '', offset = 0, limit = 100 }: ChannelParams<'restore.differences'>,
): ChannelResult<'restore.differences'> {
  const found = rowsOf(part, scale).filter(
    (row) => (kind === undefined || row.kind === kind) && row.path.toLowerCase().includes(text.toLowerCase()),
  );
  return { total: found.length, rows: found.slice(offset, offset + limit) };
}

const consequences: Readonly<Record<BackupPart, readonly string[]>> = {
  vault: ['The vault becomes exactly what it was; notes written since then are only in the safety backup.'],
  audit: ['Damaged or missing days are put back. Days that are in order stay as they are.'],
  queue: [
    'Of each task the state that is further on stays.',
    '2 requests that wait for you are asked again.',
  ],
  settings: [
    'Action servers come back unreviewed and disarmed.',
    'A changed policy block needs your confirmation.',
  ],
};

export function inspectionOf(archive: string, scale: Scale): ChannelResult<'restore.inspect'> {
  const isFull = scale === 'overfull';
  const found = backupsOf(scale).find(({ name }) => name === archive);
  const count = (part: BackupPart, kind: Row['kind']) =>
    rowsOf(part, scale).filter((row) => row.kind === kind).length;
  return {
    archive,
    created_at: found?.created_at ?? minutesAgo(504),
    origin: found?.origin === 'original' ? 'original' : 'employee',
    size_bytes: 48_200_000,
    files: 596,
    safety: found?.safety ?? false,
    history: isFull ? 'foreign' : 'ours',
    digest: 'cd'.repeat(32),
    parts: (['vault', 'audit', 'queue', 'settings'] as const).map((part) => ({
      part,
      new: count(part, 'new'),
      changed: count(part, 'changed'),
      missing: count(part, 'missing'),
      same: { vault: 297, audit: 41, queue: 242, settings: 2 }[part],
      consequences: [...consequences[part], ...(isFull ? Object.values(hostile) : [])],
    })),
    can_continue_trail: isFull,
    warnings: isFull ? [hostile.script, hostile.bidi] : [],
  };
}

export function textDifferenceOf(path: string, scale: Scale): ChannelResult<'restore.text-difference'> {
  if (!path.endsWith('.md')) return { kind: 'not_text', reason: 'It is data of the employee, not text' };
  const full = scale === 'overfull' ? Object.values(hostile) : [];
  return {
    kind: 'text',
    lines: [
      { kind: 'same', text: '# Suppliers' },
      { kind: 'same', text: '' },
      { kind: 'removed', text: '- Acme Corp: net 60' },
      { kind: 'added', text: '- Acme Corp: net 30, agreed on 3 March' },
      { kind: 'same', text: '- Harbour & Whitfield: net 14' },
      { kind: 'gap', text: '' },
      { kind: 'same', text: '## Waiting' },
      { kind: 'added', text: '- Call Dana about the photos' },
      ...full.map((text) => ({ kind: 'added', text }) as const),
    ],
  };
}

/** A restore that ended, as it ended. */
export function reportOf(
  outcome: RestoreReport['outcome'],
  endedMinutesAgo: number,
  text?: string,
): RestoreReport {
  const [newest, , safety] = backupsOf('typical');
  const isRestored = outcome === 'restored';
  return {
    id: `restore-${outcome}`,
    archive: newest?.name ?? '',
    started_at: minutesAgo(endedMinutesAgo + 0.4),
    finished_at: minutesAgo(endedMinutesAgo),
    outcome,
    parts: (['vault', 'audit'] as const).map((part) => ({
      part,
      outcome: isRestored ? (part === 'audit' ? 'unchanged' : 'restored') : 'rolled_back',
      added: isRestored && part === 'vault' ? 8 : 0,
      changed: isRestored && part === 'vault' ? 4 : 0,
      removed: isRestored && part === 'vault' ? 3 : 0,
      kept: 0,
      notes:
        part === 'audit' && isRestored ? ['Every day is in order; none was put back.'] : text ? [text] : [],
    })),
    safety_backup: outcome === 'cancelled' ? null : (safety?.name ?? null),
    problem:
      outcome === 'rolled_back'
        ? (text ?? 'The disk is full: the vault could not be moved into place')
        : null,
  };
}
