import type { View } from '../../../shared/shell.ts';
import type { Status } from '../../../shared/status.ts';
import { usePlace } from '../../client/index.ts';
import { type PlainKey, useTranslator } from '../../i18n/index.ts';
import './pipeline.css';

interface Stage {
  readonly key: Extract<PlainKey, `today.${string}`>;
  readonly count: number;
  readonly view: View;
  readonly note?: string | undefined;
  /** Something moves here, or waits for the person. */
  readonly tone?: 'moving' | 'waiting' | undefined;
}

/** The way of every task, as four counts with a thin flow between them. */
export function Pipeline({ status }: { readonly status: Status }) {
  const { t, formats } = useTranslator();
  const [, goTo] = usePlace();
  const { inbox, pending, approvals, completed, completed_today, failed_today } = status.queue;
  const stages: readonly Stage[] = [
    { key: 'today.inbox', count: inbox, view: 'tasks' },
    { key: 'today.working', count: pending, view: 'tasks', tone: pending > 0 ? 'moving' : undefined },
    {
      key: 'today.waiting',
      count: approvals,
      view: 'approvals',
      tone: approvals > 0 ? 'waiting' : undefined,
    },
    {
      key: 'today.done',
      count: completed_today,
      view: 'tasks',
      note:
        failed_today > 0
          ? t('today.failed', { count: failed_today })
          : t('today.allTime', { total: formats.number(completed) }),
    },
  ];
  return (
    <nav className="pipeline" aria-label={t('today.pipeline')}>
      {stages.map(({ key, count, view, note, tone = 'still' }) => (
        <button
          key={key}
          type="button"
          className={`stage stage-${tone}`}
          onClick={() => goTo({ view, id: null })}
        >
          <span className="stage-count">{formats.number(count)}</span>
          <span className="stage-name">{t(key)}</span>
          <span className="stage-note muted small">{note}</span>
        </button>
      ))}
    </nav>
  );
}
