import { useState } from 'react';
import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import { useSettled } from '../../app/use-settled.ts';
import { useQuery } from '../../client/index.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { Section } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { TextField } from '../../components/fields.tsx';
import type { IconName } from '../../components/icon.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { Word } from '../../components/words.tsx';
import { useTranslator } from '../../i18n/index.ts';

const restMs = 400;
/** The name plays no part in what the rules say of a text. */
const fileName = 'preview.txt';

/** What the policy would do with a text, while it is typed. */
export function PolicyPreview() {
  const { t } = useTranslator();
  const [text, setText] = useState('');
  const settled = useSettled(text, restMs).trim();
  return (
    <Section title={t('settings.preview')}>
      <TextField
        label={t('settings.previewText')}
        value={text}
        onChange={setText}
        lines={4}
        placeholder={t('settings.previewExample')}
        description={t('settings.previewHint')}
      />
      <div role="status">{settled !== '' && <Verdict text={settled} />}</div>
    </Section>
  );
}

const looks = {
  allow: ['ok', 'ok'],
  ask: ['attention', 'bell'],
  forbid: ['danger', 'cross'],
} as const satisfies Record<ChannelResult<'policy.test'>['effect'], readonly [Tone, IconName]>;

function Verdict({ text }: { readonly text: string }) {
  const { t, formats } = useTranslator();
  const { data, error, again } = useQuery('policy.test', { text, file_name: fileName });
  if (error) return <ErrorNotice error={error} onRetry={again} />;
  if (data === undefined) return null;
  const [tone, icon] = looks[data.effect];
  return (
    <div className="stack">
      <Badge tone={tone} icon={icon}>
        {t(`settings.effect.${data.effect}`)}
      </Badge>
      <KeyValue
        items={[
          { key: t('settings.previewKind'), value: <Word group="task.type" name={data.type} /> },
          {
            key: t('settings.previewAmounts'),
            value:
              data.amounts.length === 0 ? (
                t('none')
              ) : (
                <UntrustedText>{formats.list(data.amounts)}</UntrustedText>
              ),
          },
          {
            key: t('settings.previewReasons'),
            value: (
              <ul>
                {data.reasons.map(({ rule, text: why }) => (
                  <li key={`${rule} ${why}`}>
                    <UntrustedText>{why}</UntrustedText>
                  </li>
                ))}
                {data.problem && (
                  <li>
                    <UntrustedText>{data.problem}</UntrustedText>
                  </li>
                )}
              </ul>
            ),
          },
        ]}
      />
    </div>
  );
}
