import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TrayFacts, type TrayModel, trayModel } from '../../../../src/main/tray/tray-model.ts';
import { wordsIn } from '../../../../src/main/words/index.ts';
import type { Status } from '../../../../src/shared/status.ts';
import { approvalOf, statusWith } from '../status.ts';

const words = wordsIn(() => 'en')();
const running = { employee: { state: 'running' } } as const;

const quiet = { waiting: [], backup: undefined, words } as const;

function trayOf(status: Status, more: Partial<TrayFacts> = {}): TrayModel {
  return trayModel({ ...quiet, shell: running, status, ...more });
}

function labels({ items }: TrayModel): readonly string[] {
  return items.flatMap((item) => (item.kind === 'item' ? [item.label] : []));
}

const failed = { status: 'failed', restarts: 3, last_error: 'x' } as const;

describe('the tray icon', () => {
  it.each<[string, Status, TrayModel['state']]>([
    ['nothing to do', statusWith(), 'idle'],
    ['a task in hand', statusWith({ queue: { pending: 1 } }), 'working'],
    ['files waiting', statusWith({ queue: { inbox: 2 } }), 'working'],
    ['paused', statusWith({ paused: true, queue: { inbox: 2 } }), 'paused'],
    ['a request, even when paused', statusWith({ paused: true, queue: { approvals: 1 } }), 'needs-you'],
    ['an unknown outcome', statusWith({ queue: { approvals: 1, outcome_unknown: 1 } }), 'trouble'],
    ['a failed service', statusWith({ services: { ...statusWith().services, watcher: failed } }), 'trouble'],
  ])('shows %s', (_what, status, state) => {
    expect(trayOf(status).state).toBe(state);
  });

  it('counts what waits', () => {
    expect(trayOf(statusWith({ queue: { approvals: 12 } })).count).toBe(12);
  });

  it('shows an employee that could not start as trouble, whatever was known before', () => {
    const error = { what: 'cannot start', why: 'x', hint: 'y' };
    const shell = { employee: { state: 'failed', error, path: '/w' } } as const;
    const model = trayModel({ ...quiet, shell, status: statusWith(), waiting: [approvalOf('a')] });
    expect(model).toMatchObject({ state: 'trouble', count: 0, tooltip: 'cannot start' });
    expect(labels(model)).toEqual([
      'cannot start',
      'Try again',
      'Open window',
      'Quit gracefully',
      'Stop now',
    ]);
  });
});

describe('the tooltip', () => {
  it('says what waits, what is done and what it cost', () => {
    const status = statusWith({ cost_today_usd: 0.0374, queue: { approvals: 3, completed_today: 12 } });
    expect(trayOf(status).tooltip).toBe('3 waiting · 12 done today · $0.04');
  });

  it('says when a cost is only known in part, and that it is paused', () => {
    const status = statusWith({ cost_today_usd: 1, cost_is_lower_bound: true, paused: true });
    expect(trayOf(status).tooltip).toBe('Paused · 0 waiting · 0 done today · at least $1.00');
  });
});

describe('the tooltip while a backup is made', () => {
  it('says how far it has come, and nothing of checks', () => {
    const tooltip = (backup: TrayFacts['backup']) => trayOf(statusWith(), { backup }).tooltip;
    expect(tooltip({ kind: 'backup', share: 0.5 })).toBe('Backing up 50% · 0 waiting · 0 done today · $0.00');
    expect(tooltip({ kind: 'verify', share: undefined })).toBe('0 waiting · 0 done today · $0.00');
  });
});

describe('the menu', () => {
  it('begins with what needs the person, each request opening its card', () => {
    const model = trayOf(statusWith({ queue: { approvals: 1 } }), { waiting: [approvalOf('t-1')] });
    expect(model.items[0]).toEqual({
      kind: 'item',
      id: 'approval:t-1',
      label: 'Do t-1',
      action: { kind: 'open', view: 'approvals', id: 't-1' },
    });
    expect(labels(model)).toEqual([
      ...['Do t-1', 'Pause', 'Open window', 'Drop files…'],
      ...['Back up now', 'Restore…'],
      ...['Health', 'Open vault', 'Logs', 'Quit gracefully', 'Stop now'],
    ]);
  });

  it('lists ten requests and leads to all of them', () => {
    const waiting = Array.from({ length: 25 }, (_, index) => approvalOf(`t-${index}`));
    const model = trayOf(statusWith({ queue: { approvals: 25 } }), { waiting });
    expect(labels(model).slice(9, 11)).toEqual(['Do t-9', 'All approvals (25)']);
  });

  it('speaks Urdu where the person chose it', () => {
    const words = wordsIn(() => 'ur')();
    const model = trayOf(statusWith({ paused: true }), { words });
    expect(model.tooltip).toBe('رکا ہوا · 0 منتظر · آج 0 مکمل · $0.00');
    expect(labels(model).filter((label) => !/\p{Script=Arabic}/u.test(label))).toEqual([]);
  });

  it('offers to go on when paused', () => {
    expect(labels(trayOf(statusWith({ paused: true })))).toContain('Resume');
    expect(labels(trayOf(statusWith({ paused: true })))).not.toContain('Pause');
  });

  it('makes a backup and opens the restore wizard', () => {
    const actions = new Map(
      trayOf(statusWith()).items.flatMap((entry) =>
        entry.kind === 'item' ? [[entry.id, entry.action]] : [],
      ),
    );
    expect(actions.get('backup')).toEqual({ kind: 'backup' });
    expect(actions.get('restore')).toEqual({ kind: 'restore' });
  });

  it.each<[TrayFacts['backup'], string]>([
    [{ kind: 'backup', share: undefined }, 'Backing up…'],
    [{ kind: 'backup', share: 0.42 }, 'Backing up… 42%'],
    [{ kind: 'rehearsal', share: undefined }, 'Checking a backup…'],
  ])('begins no second one while one is under way: %j', (backup, label) => {
    const { items } = trayOf(statusWith(), { backup });
    expect(items.find((entry) => entry.kind === 'item' && entry.id === 'backup')).toMatchObject({
      label,
      action: undefined,
    });
  });

  it('offers no stop of an employee that another process runs', () => {
    const shell = { employee: { state: 'attached', pid: 1 } } as const;
    const shown = labels(trayModel({ ...quiet, shell, status: statusWith() }));
    expect(shown).toContain('Quit (the employee goes on)');
    expect(shown).not.toContain('Stop now');
  });

  it('shows untrusted text as one short line without marks and keys', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (sentence) => {
        const status = statusWith({ queue: { approvals: 1 } });
        const [label = ''] = labels(trayOf(status, { waiting: [approvalOf('a', { sentence })] }));
        expect([...label.replaceAll('&&', '&')].length).toBeLessThanOrEqual(80);
        expect(label.replaceAll('&&', '')).not.toMatch(/[&\p{C}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
