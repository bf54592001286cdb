import { useState } from 'react';
import type { LogServiceName } from '../../../shared/commands/logs.ts';
import { Screen } from '../../app/screen.tsx';
import { useCommand } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Switch } from '../../components/fields.tsx';
import { Select } from '../../components/select.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { LogView } from './log-view.tsx';
import './logs.css';

// Named here: the list in `shared` comes with zod, which has no place in the page.
const logServices = ['orchestrator', 'watcher'] as const satisfies readonly LogServiceName[];

/** What the services write, as they write it. */
export function LogsScreen() {
  const { t } = useTranslator();
  const [service, setService] = useState<LogServiceName>('orchestrator');
  const [errors, setErrors] = useState(false);
  const folder = useCommand('open.folder');
  return (
    <Screen
      title={t('view.logs')}
      fill
      actions={
        <>
          <Switch selected={errors} onChange={setErrors}>
            {t('logs.errors')}
          </Switch>
          <Select
            hideLabel
            label={t('logs.service')}
            options={logServices.map((value) => ({ value, label: t(`logs.${value}`) }))}
            value={service}
            onChange={setService}
          />
          <Button icon="folder" onPress={() => void folder.run({ folder: 'logs' })}>
            {t('logs.openFolder')}
          </Button>
        </>
      }
    >
      {folder.error && <ErrorNotice error={folder.error} />}
      <LogView key={`${service} ${errors}`} service={service} errors={errors} />
    </Screen>
  );
}
