import type { Setting } from '../../../shared/api.ts';
import { useQuery } from '../../client/index.ts';
import { Select } from '../../components/select.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { SettingRow } from './setting-row.tsx';
import { useSetting } from './use-setting.ts';

const own = 'own';
/** What counts while no address is set. */
const standard = 'https://api.openai.com/v1';

/** A known endpoint by its name; those of this machine say whether they run. */
export function ModelEndpoint({ address }: { readonly address: Setting | undefined }) {
  return address && <Endpoint address={address} />;
}

function Endpoint({ address }: { readonly address: Setting }) {
  const { t } = useTranslator();
  const { save, error, isReadOnly } = useSetting(address);
  const { data: presets } = useQuery('model.presets', {});
  if (presets === undefined) return null;
  const options = [
    { value: own, label: t('settings.endpointOwn') },
    ...presets.map(({ name, base_url, running }) => ({
      value: base_url,
      label: running ? t('settings.endpointRunning', { name }) : name,
    })),
  ];
  const known = presets.find(({ base_url }) => base_url === (address.value ?? standard));
  return (
    <SettingRow
      label={t('settings.endpoint')}
      hint={t('settings.endpointHint')}
      error={error && <UntrustedText>{error}</UntrustedText>}
    >
      <Select
        hideLabel
        label={t('settings.endpoint')}
        options={options}
        value={known?.base_url ?? own}
        onChange={(value) => void (value === own || save(value))}
        disabled={isReadOnly}
      />
    </SettingRow>
  );
}
