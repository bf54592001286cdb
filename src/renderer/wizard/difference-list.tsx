import { type ReactNode, useState } from 'react';
import { useSettled } from '../app/use-settled.ts';
import { DataList } from '../components/data-list.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useTranslator } from '../i18n/index.ts';
import { type DifferenceFilter, DifferenceFilters } from './difference-filters.tsx';
import { DifferenceRowView } from './difference-row.tsx';
import type { DifferenceRow, PartDifference } from './draft.ts';
import { useDifferences } from './use-differences.ts';

/** The differing files of an archive by a filter, and the one that is open. */
export function useDifferenceList(archive: string, first: DifferenceFilter) {
  const [filter, setFilter] = useState(first);
  const [index, setIndex] = useState(-1);
  const text = useSettled(filter.text);
  const differences = useDifferences({
    archive,
    part: filter.part,
    ...(filter.kind === 'any' ? {} : { kind: filter.kind }),
    ...(text === '' ? {} : { text }),
  });
  const changeFilter = (changes: Partial<DifferenceFilter>) => {
    setFilter((now) => ({ ...now, ...changes }));
    setIndex(-1);
  };
  return { ...differences, filter, changeFilter, index, setIndex };
}

/** Filters and the list below them; `around` puts the list beside something else. */
export function DifferenceList({
  list,
  parts,
  kinds,
  marks,
  around = (frame) => frame,
}: {
  readonly list: ReturnType<typeof useDifferenceList>;
  readonly parts: readonly PartDifference[];
  readonly kinds: readonly DifferenceFilter['kind'][];
  /** Rows can be marked by Space or pointing. */
  readonly marks?: {
    readonly has: (row: DifferenceRow) => boolean;
    readonly toggle: (row: DifferenceRow) => void;
  };
  readonly around?: (frame: ReactNode) => ReactNode;
}) {
  const { t } = useTranslator();
  const { total, error, rowAt, show, again, filter, changeFilter, index, setIndex } = list;
  return (
    <>
      <DifferenceFilters parts={parts} kinds={kinds} filter={filter} onChange={changeFilter} />
      {error && <ErrorNotice error={error} onRetry={again} />}
      {total === undefined && !error && <Skeleton lines={4} />}
      {total === 0 && <p className="muted">{t('restore.inspect.noMatch')}</p>}
      {total !== undefined &&
        total > 0 &&
        around(
          <div className="list-frame">
            <DataList
              label={t('restore.inspect.files')}
              count={total}
              rowAt={rowAt}
              keyOf={({ path }) => path}
              rowHeight={36}
              selected={index}
              onSelect={setIndex}
              onVisible={show}
              marks={marks}
            >
              {(row) => row && <DifferenceRowView row={row} {...(marks ? { marked: marks.has(row) } : {})} />}
            </DataList>
          </div>,
        )}
    </>
  );
}
