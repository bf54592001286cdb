import { useState } from 'react';
import type { ModelProbe } from '../../../shared/commands/model.ts';
import { useCommand } from '../../client/index.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { SettingRow } from './setting-row.tsx';

/** Looks at the endpoint in force, without asking it for a plan: nothing is spent. */
export function ConnectionTest() {
  const { t } = useTranslator();
  const test = useCommand('model.test');
  const [probe, setProbe] = useState<ModelProbe>();
  const run = async () => {
    setProbe(undefined);
    setProbe(await test.run({}));
  };
  return (
    <SettingRow
      label={t('settings.connection')}
      hint={t('settings.connectionHint')}
      error={test.error && <UntrustedText>{test.error.why}</UntrustedText>}
    >
      <div className="row">
        <Button icon="check" pending={test.running} onPress={() => void run()}>
          {t('settings.connectionTest')}
        </Button>
        {test.running && (
          <Button kind="quiet" onPress={test.cancel}>
            {t('action.cancel')}
          </Button>
        )}
      </div>
      <div role="status">{probe && <Found probe={probe} />}</div>
    </SettingRow>
  );
}

function Found({ probe }: { readonly probe: ModelProbe }) {
  const { t, formats } = useTranslator();
  const { reachable, models, model_listed, message } = probe;
  const isFine = reachable && model_listed !== false;
  return (
    <div className="stack">
      <Badge tone={isFine ? 'ok' : 'danger'} icon={isFine ? 'ok' : 'warning'}>
        {t(isFine ? 'settings.connectionOk' : 'settings.connectionBad')}
      </Badge>
      <p className="small">
        <UntrustedText>{message}</UntrustedText>
      </p>
      {models.length > 0 && (
        <p className="small muted">
          {t('settings.connectionModels')} <UntrustedText>{formats.list(models.slice(0, 12))}</UntrustedText>
        </p>
      )}
    </div>
  );
}
