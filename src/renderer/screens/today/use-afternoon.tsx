import type { Status } from '../../../shared/status.ts';
import { useCommand, usePlace, useQuery, useSession } from '../../client/index.ts';
import { Money } from '../../components/figures.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Phrase, useTranslator } from '../../i18n/index.ts';
import type { Check } from './check-line.tsx';

/** 14:00: the trail, what the model cost, the dashboard. */
export function useAfternoon(status: Status): readonly Check[] {
  const { t } = useTranslator();
  const openFolder = useCommand('open.folder');
  return [
    useAuditCheck(),
    useCostCheck(status),
    {
      name: t('check.dashboard'),
      inOrder: undefined,
      state: t('check.dashboardHint'),
      error: openFolder.error,
      action: t('check.openVault'),
      onAction: () => void openFolder.run({ folder: 'vault' }),
    },
  ];
}

function useAuditCheck(): Check {
  const { t, formats } = useTranslator();
  const { queries } = useSession();
  const { data, error } = useQuery('audit.state', {});
  const verify = useCommand('audit.verify');
  const verified = data?.last_verified ?? undefined;
  const problem = data?.problem ?? (verified?.integrity === 'COMPROMISED' ? verified.integrity : undefined);
  const state = () => {
    if (data === undefined) return null;
    if (problem !== undefined) return t('check.auditBroken', { problem });
    if (verified === undefined) return t('check.auditNever');
    const values = { entries: formats.number(verified.entries), time: <RelativeTime at={verified.at} /> };
    return <Phrase k="check.auditVerified" values={values} />;
  };
  return {
    name: t('check.audit'),
    inOrder: data && problem === undefined && verified !== undefined,
    state: state(),
    error: verify.error ?? error,
    pending: verify.running,
    action: t('check.verify'),
    onAction: () => void verify.run({}).then(() => queries.invalidate('audit.state')),
  };
}

function useCostCheck({ cost_today_usd, cost_is_lower_bound }: Status): Check {
  const { t } = useTranslator();
  const [, goTo] = usePlace();
  const { data: activity } = useQuery('activity', {});
  const budget = activity?.cost.budget_usd ?? null;
  const cost = <Money value={cost_today_usd} isLowerBound={cost_is_lower_bound} />;
  return {
    name: t('check.cost'),
    inOrder: budget === null ? undefined : cost_today_usd < budget,
    state:
      budget === null ? (
        <Phrase k="today.costNoCap" values={{ cost }} />
      ) : (
        <Phrase k="today.costOf" values={{ cost, budget: <Money value={budget} /> }} />
      ),
    action: t('check.goBudget'),
    onAction: () => goTo({ view: 'settings', id: null }),
  };
}
