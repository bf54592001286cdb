import { Badge } from '../../components/badge.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** When a check was made last, and what it found. */
export function CheckWords({
  check,
}: {
  readonly check: { readonly at: string; readonly ok: boolean } | null;
}) {
  const { t } = useTranslator();
  if (check === null) return t('backup.never');
  return (
    <span className="row">
      <RelativeTime at={check.at} />
      <Badge tone={check.ok ? 'ok' : 'danger'} icon={check.ok ? 'ok' : 'warning'}>
        {t(check.ok ? 'schedule.good' : 'schedule.bad')}
      </Badge>
    </span>
  );
}
