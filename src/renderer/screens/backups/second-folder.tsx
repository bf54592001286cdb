import type { Setting } from '../../../shared/api.ts';
import { useCommand, useSession } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { SettingRow } from '../settings/setting-row.tsx';
import { useSetting } from '../settings/use-setting.ts';

/** The folder that every backup is copied to, chosen in the dialog of the system. */
export function SecondFolder({ setting }: { readonly setting: Setting | undefined }) {
  return setting && <Chosen setting={setting} />;
}

function Chosen({ setting }: { readonly setting: Setting }) {
  const { t } = useTranslator();
  const { queries } = useSession();
  const choose = useCommand('backup.choose-folder');
  const { save, error, note, isReadOnly } = useSetting(setting);
  const failure = choose.error?.why ?? error;
  const ask = async () => {
    await choose.run({});
    queries.invalidate('config.list', 'backup.state');
  };
  return (
    <SettingRow
      label={t('setting.backup.secondFolder')}
      hint={t('setting.backup.secondFolder.hint')}
      note={note}
      error={failure && <UntrustedText>{failure}</UntrustedText>}
    >
      {typeof setting.value === 'string' && (
        <code className="small">
          <UntrustedText>{setting.value}</UntrustedText>
        </code>
      )}
      <div className="row">
        <Button icon="folder" disabled={isReadOnly} pending={choose.running} onPress={() => void ask()}>
          {t('schedule.choosePlace')}
        </Button>
        {setting.value !== null && (
          <Button kind="quiet" disabled={isReadOnly} onPress={() => void save(null)}>
            {t('schedule.forget')}
          </Button>
        )}
      </div>
    </SettingRow>
  );
}
