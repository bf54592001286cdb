import type { AuditEntry } from '../../../shared/audit.ts';
import { DetailsPane } from '../../app/screen.tsx';
import { usePlace } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/card.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { UntrustedBlock, UntrustedText } from '../../components/untrusted-text.tsx';
import { Word } from '../../components/words.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** Every member of one entry, as it stands in its line. */
export function EntryDetails({
  entry,
  onClose,
  onOnlyTask,
}: {
  readonly entry: AuditEntry;
  readonly onClose: () => void;
  readonly onOnlyTask: (task: string) => void;
}) {
  const { t, formats } = useTranslator();
  const [, goTo] = usePlace();
  const { seq, timestamp, action, task_id, result, error, details, prev, signature } = entry;
  const hasDetails = Object.keys(details).length > 0;
  return (
    <DetailsPane title={<Word group="did" name={action} />} onClose={onClose}>
      <KeyValue
        items={[
          { key: t('audit.seq'), value: formats.number(seq) },
          {
            key: t('audit.when'),
            value: (
              <>
                {formats.exact(new Date(timestamp))}
                <span className="small muted block">
                  <RelativeTime at={timestamp} />
                </span>
              </>
            ),
          },
          {
            key: t('audit.action'),
            value: (
              <code>
                <UntrustedText>{action}</UntrustedText>
              </code>
            ),
          },
          { key: t('audit.result'), value: <UntrustedText>{result}</UntrustedText> },
          ...(error === null
            ? []
            : [{ key: t('audit.error'), value: <UntrustedText>{error}</UntrustedText> }]),
          {
            key: t('audit.task'),
            value: task_id === null ? t('audit.system') : <UntrustedText>{task_id}</UntrustedText>,
          },
        ]}
      />
      {task_id !== null && (
        <div className="row">
          <Button onPress={() => goTo({ view: 'tasks', id: task_id })}>{t('audit.openTask')}</Button>
          <Button onPress={() => onOnlyTask(task_id)}>{t('audit.filterTask')}</Button>
        </div>
      )}
      {hasDetails && (
        <Section title={t('audit.details')}>
          <UntrustedBlock label={t('audit.details')}>{JSON.stringify(details, null, 2)}</UntrustedBlock>
        </Section>
      )}
      <KeyValue
        items={[
          { key: t('audit.prev'), value: <code className="small">{prev}</code> },
          { key: t('audit.signature'), value: <code className="small">{signature}</code> },
        ]}
      />
    </DetailsPane>
  );
}
