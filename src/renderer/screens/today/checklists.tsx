import { memo, useState } from 'react';
import type { Status } from '../../../shared/status.ts';
import { useNow } from '../../client/index.ts';
import { Section } from '../../components/card.tsx';
import { Icon } from '../../components/icon.tsx';
import { type PlainKey, useTranslator } from '../../i18n/index.ts';
import { type Check, CheckLine } from './check-line.tsx';
import { useAfternoon } from './use-afternoon.tsx';
import { useEvening } from './use-evening.tsx';
import { useMorning } from './use-morning.tsx';
import './checklists.css';

/** The runbook's three checklists, filled from the live state; the one for the time of day is open. */
export const Checklists = memo(function Checklists({ status }: { readonly status: Status }) {
  const { t } = useTranslator();
  const hour = useNow().getHours();
  const due = hour < 12 ? 'today.morning' : hour < 17 ? 'today.afternoon' : 'today.evening';
  const lists = [
    { key: 'today.morning', checks: useMorning(status) },
    { key: 'today.afternoon', checks: useAfternoon(status) },
    { key: 'today.evening', checks: useEvening(status) },
  ] as const;
  return (
    <Section title={t('today.checklists')}>
      <div className="checklists">
        {lists.map(({ key, checks }) => (
          <Checklist key={key} title={key} checks={checks} isOpen={key === due} />
        ))}
      </div>
    </Section>
  );
});

function Checklist({
  title,
  checks,
  isOpen,
}: {
  readonly title: Extract<PlainKey, `today.${string}`>;
  readonly checks: readonly Check[];
  readonly isOpen: boolean;
}) {
  const { t } = useTranslator();
  const [isShown, setShown] = useState(isOpen);
  const done = checks.filter(({ inOrder }) => inOrder).length;
  return (
    <details
      className="checklist"
      open={isShown}
      onToggle={({ currentTarget }) => setShown(currentTarget.open)}
    >
      <summary className="checklist-head">
        <Icon name="chevron" />
        <strong>{t(title)}</strong>
        <span className="muted small">{t('today.progress', { done, total: checks.length })}</span>
      </summary>
      <ul>{isShown && checks.map((check) => <CheckLine key={check.name} check={check} />)}</ul>
    </details>
  );
}
