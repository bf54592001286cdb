import { useTranslator } from '../i18n/index.ts';
import './skeleton.css';

const lineNames = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'] as const;

/** Grey lines where text will stand; they show only after 300 ms, so that a quick answer does not flicker. */
export function Skeleton({ lines = 3 }: { readonly lines?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 }) {
  const { t } = useTranslator();
  return (
    <div className="skeleton" role="status" aria-label={t('loading')}>
      {lineNames.slice(0, lines).map((name) => (
        <span key={name} className="skeleton-line" />
      ))}
    </div>
  );
}
