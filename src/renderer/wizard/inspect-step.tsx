import { useState } from 'react';
import { useSettled } from '../app/use-settled.ts';
import { Button } from '../components/button.tsx';
import { DataList } from '../components/data-list.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useTranslator } from '../i18n/index.ts';
import { ArchiveFacts, ArchiveWarnings } from './archive-facts.tsx';
import { type DifferenceFilter, DifferenceFilters } from './difference-filters.tsx';
import { DifferenceRowView } from './difference-row.tsx';
import type { Draft, Inspection, PartDifference } from './draft.ts';
import { DifferenceSummary, PartTable } from './part-table.tsx';
import { StepFrame } from './step-frame.tsx';
import { TextDifference } from './text-difference.tsx';
import { useDifferences } from './use-differences.ts';
import './inspect-step.css';

const kinds = ['any', 'new', 'changed', 'missing'] as const;

/** What is in the archive, and how it differs from what is here: in words, by part, by file, by line. */
export function InspectStep({
  inspection,
  onChange,
}: {
  readonly inspection: Inspection;
  readonly onChange: (changes: Partial<Draft>) => void;
}) {
  const { t } = useTranslator();
  const differing = inspection.parts.filter((part) => part.new + part.changed + part.missing > 0);
  return (
    <StepFrame
      fill
      step="inspect"
      title={t('restore.inspect.title')}
      lead={<ArchiveFacts inspection={inspection} />}
      actions={
        <>
          <Button onPress={() => onChange({ step: 'choose' })}>{t('restore.back')}</Button>
          <Button kind="primary" onPress={() => onChange({ step: 'select' })}>
            {t('restore.next')}
          </Button>
        </>
      }
    >
      <div className="inspect-words">
        <DifferenceSummary parts={inspection.parts} />
        <ArchiveWarnings inspection={inspection} />
      </div>
      <PartTable parts={inspection.parts} />
      {differing.length > 0 && <FileDifferences archive={inspection.archive} parts={differing} />}
    </StepFrame>
  );
}

function FileDifferences({
  archive,
  parts,
}: {
  readonly archive: string;
  readonly parts: readonly PartDifference[];
}) {
  const { t } = useTranslator();
  const [filter, setFilter] = useState<DifferenceFilter>({
    part: parts[0]?.part ?? 'vault',
    kind: 'any',
    text: '',
  });
  const [index, setIndex] = useState(-1);
  const text = useSettled(filter.text);
  const differences = useDifferences({
    archive,
    part: filter.part,
    ...(filter.kind === 'any' ? {} : { kind: filter.kind }),
    ...(text === '' ? {} : { text }),
  });
  const { total, error, rowAt, show, again } = differences;
  // Far away in the list it is not loaded yet; then it is a moment later.
  const open = index < 0 ? undefined : rowAt(index);
  return (
    <section className="differences" aria-label={t('restore.inspect.files')}>
      <DifferenceFilters
        parts={parts}
        kinds={kinds}
        filter={filter}
        onChange={(changes) => {
          setFilter((now) => ({ ...now, ...changes }));
          setIndex(-1);
        }}
      />
      {error && <ErrorNotice error={error} onRetry={again} />}
      {total === undefined && !error && <Skeleton lines={4} />}
      {total === 0 && <p className="muted">{t('restore.inspect.noMatch')}</p>}
      {total !== undefined && total > 0 && (
        <div className="differences-panes">
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
            >
              {(row) => row && <DifferenceRowView row={row} />}
            </DataList>
          </div>
          {open ? (
            <TextDifference key={open.path} archive={archive} row={open} />
          ) : (
            <p className="differences-hint muted small">{t('restore.inspect.pick')}</p>
          )}
        </div>
      )}
    </section>
  );
}
