import type { BackupPart } from '../../shared/backup.ts';
import { SearchField } from '../components/fields.tsx';
import { Select } from '../components/select.tsx';
import { useTranslator } from '../i18n/index.ts';
import type { DifferenceRow, PartDifference } from './draft.ts';

type Kind = DifferenceRow['kind'] | 'any';

export interface DifferenceFilter {
  readonly part: BackupPart;
  readonly kind: Kind;
  readonly text: string;
}

/** Which of the differences are listed. */
export function DifferenceFilters({
  parts,
  kinds,
  filter,
  onChange,
}: {
  /** Those that there are differences in. */
  readonly parts: readonly PartDifference[];
  readonly kinds: readonly Kind[];
  readonly filter: DifferenceFilter;
  readonly onChange: (changes: Partial<DifferenceFilter>) => void;
}) {
  const { t } = useTranslator();
  return (
    <div className="row toolbar">
      <Select
        hideLabel
        label={t('restore.part')}
        value={filter.part}
        options={parts.map(({ part }) => ({ value: part, label: t(`part.${part}`) }))}
        onChange={(part) => onChange({ part })}
      />
      <Select
        hideLabel
        label={t('restore.kind')}
        value={filter.kind}
        options={kinds.map((kind) => ({ value: kind, label: t(`restore.kind.${kind}`) }))}
        onChange={(kind) => onChange({ kind })}
      />
      <SearchField
        label={t('restore.inspect.search')}
        value={filter.text}
        onChange={(text) => onChange({ text })}
      />
    </div>
  );
}
