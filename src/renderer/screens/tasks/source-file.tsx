import type { Task } from '../../../shared/task.ts';
import { Section } from '../../components/card.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { UntrustedBlock, UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** The file the task came from, and its text as the employee read it. */
export function SourceFile({ task }: { readonly task: Task }) {
  const { t, formats } = useTranslator();
  const { file_name, file_size_bytes, encoding, contents, truncated } = task.context ?? {};
  return (
    <Section title={t('task.source')}>
      <KeyValue
        items={[
          {
            key: t('task.fileName'),
            value: <UntrustedText>{file_name ?? t('unknown')}</UntrustedText>,
          },
          {
            key: t('task.size'),
            value: file_size_bytes === undefined ? t('unknown') : formats.bytes(file_size_bytes),
          },
          { key: t('task.encoding'), value: encoding ?? t('unknown') },
        ]}
      />
      {contents ? (
        <UntrustedBlock label={t('task.contents')}>{contents}</UntrustedBlock>
      ) : (
        <p className="muted">{t('task.noContents')}</p>
      )}
      {truncated && <p className="small muted">{t('task.truncated')}</p>}
    </Section>
  );
}
