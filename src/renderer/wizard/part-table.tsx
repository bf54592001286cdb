import { useTranslator } from '../i18n/index.ts';
import type { PartDifference } from './draft.ts';
import { usePartWords } from './part-words.ts';

/** All of it in one sentence: what comes, what is replaced, what goes, and that nothing of it is lost. */
export function DifferenceSummary({ parts }: { readonly parts: readonly PartDifference[] }) {
  const { t } = useTranslator();
  const words = usePartWords();
  const sum = (name: 'new' | 'changed' | 'missing') => parts.reduce((total, part) => total + part[name], 0);
  const all = { new: sum('new'), changed: sum('changed'), missing: sum('missing') };
  if (all.new + all.changed + all.missing === 0)
    return <p className="inspect-summary">{t('restore.inspect.same')}</p>;
  return <p className="inspect-summary">{t('restore.inspect.summary', { changes: words(all) })}</p>;
}

/** Each part of the archive, and in words what its restore would do to what is here. */
export function PartTable({ parts }: { readonly parts: readonly PartDifference[] }) {
  const { t } = useTranslator();
  const words = usePartWords();
  return (
    <table className="part-table">
      <caption className="visually-hidden">{t('restore.inspect.difference')}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('restore.part')}</th>
          <th scope="col">{t('restore.inspect.difference')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.part}>
            <th scope="row">{t(`part.${part.part}`)}</th>
            <td>
              {words(part)}
              <span className="muted small part-table-same">{t('count.same', { count: part.same })}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
