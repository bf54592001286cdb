import { useNow } from '../client/index.ts';
import { useTranslator } from '../i18n/index.ts';

/** How long ago or ahead, kept up to date; the exact time is shown when it is pointed at. */
export function RelativeTime({ at }: { readonly at: string }) {
  const { t, formats } = useTranslator();
  const now = useNow();
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>{t('unknown')}</span>;
  return (
    <time dateTime={at} title={formats.exact(date)}>
      {formats.relative(date, now)}
    </time>
  );
}
