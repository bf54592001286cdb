import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import { KeyValue } from '../../components/key-value.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** What somebody else needs to verify the trail. */
export function Keys({ state }: { readonly state: ChannelResult<'audit.state'> }) {
  const { t } = useTranslator();
  const { install_id, public_key, head } = state;
  return (
    <details className="proof-keys">
      <summary className="small">{t('audit.more')}</summary>
      <p className="small muted">{t('audit.keyHint')}</p>
      <KeyValue
        items={[
          { key: t('audit.publicKey'), value: <code className="small">{public_key}</code> },
          { key: t('audit.headHash'), value: <code className="small">{head?.hash ?? t('none')}</code> },
          { key: t('audit.install'), value: <code className="small">{install_id}</code> },
        ]}
      />
    </details>
  );
}
