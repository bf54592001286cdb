import type { Place } from '../../../shared/shell.ts';
import type { HealthCheck } from '../../../shared/status.ts';
import { quarantinePlace } from '../../app/quarantine-place.ts';
import { usePlace } from '../../client/index.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { type CheckName, healthLooks } from './health-screen.tsx';

const places: Readonly<Record<CheckName, Place>> = {
  services: { view: 'logs', id: null },
  task_queue: { view: 'tasks', id: null },
  logs: { view: 'logs', id: null },
  audit: { view: 'audit', id: null },
  disk_space: { view: 'settings', id: 'folders' },
  vault: { view: 'settings', id: 'policy' },
  api: { view: 'settings', id: 'model' },
  backups: { view: 'backups', id: null },
};

/** One check: its finding, and where it is not well what to do about it. */
export function CheckLine({ name, check }: { readonly name: CheckName; readonly check: HealthCheck }) {
  const { t } = useTranslator();
  const [, goTo] = usePlace();
  const [tone, icon] = healthLooks[check.status];
  return (
    <li className="check-line">
      <Badge tone={tone} icon={icon}>
        {t(`health.status.${check.status}`)}
      </Badge>
      <span className="check-name">{t(`health.check.${name}`)}</span>
      <div className="check-words">
        <p className={check.status === 'HEALTHY' ? 'muted' : ''}>
          <UntrustedText>{check.message}</UntrustedText>
        </p>
        {check.status !== 'HEALTHY' && (
          <>
            <p className="muted">{t(`health.do.${name}`)}</p>
            <div className="row">
              {name === 'task_queue' && Number(check.details?.quarantine) > 0 && (
                <Button kind="quiet" onPress={() => goTo(quarantinePlace)}>
                  {t('health.goTo.quarantine')}
                </Button>
              )}
              <Button kind="quiet" onPress={() => goTo(places[name])}>
                {t(`health.goTo.${name}`)}
              </Button>
            </div>
          </>
        )}
      </div>
    </li>
  );
}
