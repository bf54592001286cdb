import { Badge } from '../components/badge.tsx';
import { Icon } from '../components/icon.tsx';
import { UntrustedText } from '../components/untrusted-text.tsx';
import { useTranslator } from '../i18n/index.ts';
import type { Inspection } from './draft.ts';

/** Which archive it is, where it comes from, and what is to be known before it is used. */
export function ArchiveFacts({ inspection }: { readonly inspection: Inspection }) {
  const { t, formats } = useTranslator();
  const { archive, created_at, files, size_bytes, origin, safety } = inspection;
  return (
    <span className="archive-facts">
      <UntrustedText>{archive}</UntrustedText>
      <span>{t('restore.inspect.made', { time: formats.dayAndTime(new Date(created_at)) })}</span>
      <span>
        {t('restore.inspect.facts', {
          files: t('backups.files', { count: files }),
          size: formats.bytes(size_bytes),
        })}
      </span>
      {safety && (
        <Badge tone="accent" icon="shield">
          {t('backups.safety')}
        </Badge>
      )}
      {origin === 'original' && <Badge icon="backups">{t('backups.original')}</Badge>}
    </span>
  );
}

/** Whose trail it has, and what the employee says of it. */
export function ArchiveWarnings({ inspection }: { readonly inspection: Inspection }) {
  const { t } = useTranslator();
  const { history, warnings } = inspection;
  return (
    <>
      <p className={history === 'ours' ? 'archive-warning archive-warning-calm' : 'archive-warning'}>
        <Icon name={history === 'ours' ? 'shield' : 'warning'} />
        {t(`history.${history}`)}
      </p>
      {warnings.map((warning) => (
        <p key={warning} className="archive-warning">
          <Icon name="warning" />
          <UntrustedText>{warning}</UntrustedText>
        </p>
      ))}
    </>
  );
}
