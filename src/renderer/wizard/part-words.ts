import { useTranslator } from '../i18n/index.ts';
import type { PartDifference } from './draft.ts';

/** What restoring a part does, in one line: how many files come back, are replaced, and go. */
export function usePartWords(): (part: Pick<PartDifference, 'new' | 'changed' | 'missing'>) => string {
  const { t, formats } = useTranslator();
  return ({ new: added, changed, missing }) => {
    const words = [
      ...(added > 0 ? [t('count.new', { count: added })] : []),
      ...(changed > 0 ? [t('count.changed', { count: changed })] : []),
      ...(missing > 0 ? [t('count.missing', { count: missing })] : []),
    ];
    return words.length === 0 ? t('count.nothing') : formats.list(words);
  };
}
