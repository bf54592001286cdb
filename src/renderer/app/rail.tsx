import type { View } from '../../shared/shell.ts';
import type { Status } from '../../shared/status.ts';
import { usePlace, useStatus } from '../client/index.ts';
import { CountBadge } from '../components/badge.tsx';
import { Icon } from '../components/icon.tsx';
import { type Translator, useTranslator } from '../i18n/index.ts';
import { viewEntries } from './views.ts';
import './rail.css';

/** The way to every screen. A badge stands only where something waits for the person. */
export function Rail() {
  const translator = useTranslator();
  const { t } = translator;
  const [place, goTo] = usePlace();
  const status = useStatus();
  return (
    <nav className="rail" aria-label={t('app.screens')}>
      {viewEntries.map(({ view, icon }) => (
        <button
          key={view}
          type="button"
          className="rail-item"
          aria-current={place.view === view ? 'page' : undefined}
          onClick={() => goTo({ view, id: null })}
        >
          <Icon name={icon} size={20} />
          <span className="rail-word">{t(`view.${view}`)}</span>
          <WaitingBadge view={view} status={status} t={t} />
        </button>
      ))}
    </nav>
  );
}

function WaitingBadge({
  view,
  status,
  t,
}: {
  readonly view: View;
  readonly status: Status | undefined;
  readonly t: Translator['t'];
}) {
  if (status === undefined) return null;
  if (view === 'approvals') {
    const count = status.queue.approvals;
    return <CountBadge count={count} label={t('badge.waiting', { count })} />;
  }
  if (view === 'health') {
    const count = Object.values(status.services).filter((service) => service.status === 'failed').length;
    return <CountBadge count={count} label={t('badge.trouble', { count })} />;
  }
  return null;
}
