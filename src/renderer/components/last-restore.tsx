import { lazy, Suspense, useState } from 'react';
import { useNow, useQuery } from '../client/index.ts';
import { Phrase, useTranslator } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { Note } from './note.tsx';
import { RelativeTime } from './relative-time.tsx';
import { UntrustedText } from './untrusted-text.tsx';

const ReportDialog = lazy(async () => ({ default: (await import('./report-dialog.tsx')).ReportDialog }));

/** The last restore, as long as it is news: also one that a crash cut off and the next start settled. */
export function LastRestore({ withinMs }: { readonly withinMs: number }) {
  const { t } = useTranslator();
  const now = useNow();
  const { data } = useQuery('restore.state', {});
  const [isOpen, setOpen] = useState(false);
  const report = data?.last ?? null;
  if (report === null || now.getTime() - Date.parse(report.finished_at) > withinMs) return null;
  const isFailed = report.outcome === 'rolled_back';
  return (
    <Note
      icon={isFailed ? 'warning' : 'undo'}
      tone={isFailed ? 'attention' : 'neutral'}
      title={t(`last.${report.outcome}`)}
      action={<Button onPress={() => setOpen(true)}>{t('last.report')}</Button>}
    >
      <Phrase
        k="last.line"
        values={{
          archive: <UntrustedText>{report.archive}</UntrustedText>,
          time: <RelativeTime at={report.finished_at} />,
        }}
      />
      {isOpen && (
        <Suspense>
          <ReportDialog report={report} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Note>
  );
}
