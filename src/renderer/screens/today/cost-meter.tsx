import { memo } from 'react';
import type { Activity } from '../../../shared/activity.ts';
import { useQuery } from '../../client/index.ts';
import { Section } from '../../components/card.tsx';
import { Money } from '../../components/figures.tsx';
import { Phrase, useTranslator } from '../../i18n/index.ts';
import '../../components/progress.css';

/** What today's model calls cost, against the cap of the day. */
export const CostMeter = memo(function CostMeter() {
  const { t } = useTranslator();
  const { data } = useQuery('activity', {});
  if (!data) return null;
  return (
    <Section title={t('today.cost')}>
      <Cost cost={data.cost} />
    </Section>
  );
});

function Cost({ cost: { today_usd, is_lower_bound, budget_usd } }: { readonly cost: Activity['cost'] }) {
  const { t } = useTranslator();
  const cost = (
    <strong>
      <Money value={today_usd} isLowerBound={is_lower_bound} />
    </strong>
  );
  if (budget_usd === null) return <Phrase k="today.costNoCap" values={{ cost }} />;
  const share = today_usd / Math.max(budget_usd, Number.EPSILON);
  const tone = share >= 1 ? 'danger' : share >= 0.8 ? 'attention' : 'accent';
  return (
    <div className="stack">
      <progress
        className={`progress-bar cost-bar cost-bar-${tone}`}
        value={Math.min(share, 1)}
        aria-label={t('today.cost')}
      />
      <p className="row-apart small">
        <span>
          <Phrase k="today.costOf" values={{ cost, budget: <Money value={budget_usd} /> }} />
        </span>
        <span className="muted">{t('today.costDay')}</span>
      </p>
    </div>
  );
}
