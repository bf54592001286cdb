import type { BackupSummary } from '../../shared/backup.ts';
import { useTranslator } from '../i18n/index.ts';
import { ArchiveBadges, ContentsWords } from './archive-words.tsx';
import { RelativeTime } from './relative-time.tsx';
import { UntrustedText } from './untrusted-text.tsx';
import './archive-row.css';

/** Pixels, for lists. */
export const archiveRowHeight = 60;

/** One backup of a list: when it was made, what is in it or wrong with it, and whether it was proven. */
export function ArchiveRow({ backup }: { readonly backup: BackupSummary }) {
  const { formats } = useTranslator();
  return (
    <div className="archive-row">
      <div className="archive-row-words">
        <p className="archive-row-title">
          <span>{formats.dayAndTime(new Date(backup.created_at))}</span>
          <span className="muted small">
            <RelativeTime at={backup.created_at} />
          </span>
        </p>
        <p className="muted small truncate">
          {backup.problem === null ? (
            <ContentsWords contents={backup.contents} />
          ) : (
            <UntrustedText>{backup.problem}</UntrustedText>
          )}
        </p>
      </div>
      <div className="archive-row-badges">
        <ArchiveBadges backup={backup} />
      </div>
      <span className="muted small archive-row-size">{formats.bytes(backup.size_bytes)}</span>
    </div>
  );
}
