import type { ArchiveVerification } from '../../../shared/backup.ts';
import { Note } from '../../components/note.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

const shown = 20;

/** What reading the whole archive found. */
export function Verification({ outcome }: { readonly outcome: ArchiveVerification }) {
  const { t, formats } = useTranslator();
  const { ok, files, bytes, hashed_files, history, problems } = outcome;
  const values = { files: t('backups.files', { count: files }), size: formats.bytes(bytes) };
  const more = problems.length - shown;
  return (
    <div role="status">
      <Note
        icon={ok ? 'ok' : 'warning'}
        tone={ok ? 'neutral' : 'danger'}
        title={t(ok ? 'backup.good' : 'backup.bad')}
      >
        {ok && <p>{t(hashed_files > 0 ? 'backup.goodDetail' : 'backup.goodUnhashed', values)}</p>}
        <ul>
          {problems.slice(0, shown).map(({ path, reason }) => (
            <li key={`${path} ${reason}`}>
              <UntrustedText>
                {path === null ? reason : t('backup.problemAt', { path, reason })}
              </UntrustedText>
            </li>
          ))}
        </ul>
        {more > 0 && <p>{t('backup.problemsMore', { count: more })}</p>}
        <p>{t(`history.${history}`)}</p>
      </Note>
    </div>
  );
}
