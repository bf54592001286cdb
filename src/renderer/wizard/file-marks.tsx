import { useState } from 'react';
import type { BackupPart } from '../../shared/backup.ts';
import { useSettled } from '../app/use-settled.ts';
import { Button } from '../components/button.tsx';
import { DataList } from '../components/data-list.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useTranslator } from '../i18n/index.ts';
import { type DifferenceFilter, DifferenceFilters } from './difference-filters.tsx';
import { DifferenceRowView } from './difference-row.tsx';
import { type DifferenceRow, type Draft, type Inspection, isRestorable, maxFiles } from './draft.ts';
import { useDifferences } from './use-differences.ts';

/** A file that is only here now cannot be put back from the archive. */
const kinds = ['changed', 'new'] as const;

/** Single files, marked by Space or pointing. */
export function FileMarks({
  draft,
  inspection,
  onChange,
}: {
  readonly draft: Draft;
  readonly inspection: Inspection;
  readonly onChange: (changes: Partial<Draft>) => void;
}) {
  const { t } = useTranslator();
  const parts = inspection.parts.filter(
    (part) => isRestorable(inspection, part.part) && part.part !== 'audit' && part.new + part.changed > 0,
  );
  const [filter, setFilter] = useState<DifferenceFilter>({
    part: parts[0]?.part ?? 'vault',
    kind: parts[0]?.changed === 0 ? 'new' : 'changed',
    text: '',
  });
  const [current, setCurrent] = useState(-1);
  const text = useSettled(filter.text);
  const { total, error, rowAt, show, again } = useDifferences({
    archive: inspection.archive,
    part: filter.part,
    ...(filter.kind === 'any' ? {} : { kind: filter.kind }),
    ...(text === '' ? {} : { text }),
  });
  const { files } = draft;
  if (parts.length === 0) return <EmptyState icon="check" title={t('restore.inspect.same')} />;
  return (
    <section className="file-marks" aria-label={t('restore.inspect.files')}>
      <DifferenceFilters
        parts={parts}
        kinds={kinds}
        filter={filter}
        onChange={(changes) => {
          setFilter((now) => ({ ...now, ...changes }));
          setCurrent(-1);
        }}
      />
      {error && <ErrorNotice error={error} onRetry={again} />}
      {total === undefined && !error && <Skeleton lines={4} />}
      {total === 0 && <p className="muted">{t('restore.inspect.noMatch')}</p>}
      {total !== undefined && total > 0 && (
        <div className="list-frame">
          <DataList
            label={t('restore.inspect.files')}
            count={total}
            rowAt={rowAt}
            keyOf={({ path }) => path}
            rowHeight={36}
            selected={current}
            onSelect={setCurrent}
            onVisible={show}
            marks={{
              has: ({ path }) => files.has(path),
              toggle: (row) => onChange({ files: toggled(files, row, filter.part) }),
            }}
          >
            {(row) => row && <DifferenceRowView row={row} marked={files.has(row.path)} />}
          </DataList>
        </div>
      )}
      <div className="row" role="status">
        <span className={files.size >= maxFiles ? 'tone-attention' : 'muted'}>
          {files.size >= maxFiles
            ? t('restore.select.max', { count: maxFiles })
            : t('restore.select.chosen', { count: files.size })}
        </span>
        {files.size > 0 && (
          <Button kind="quiet" onPress={() => onChange({ files: new Map() })}>
            {t('action.clear')}
          </Button>
        )}
      </div>
    </section>
  );
}

function toggled(files: Draft['files'], { path, kind }: DifferenceRow, part: BackupPart): Draft['files'] {
  const next = new Map(files);
  if (!next.delete(path) && next.size < maxFiles) next.set(path, { part, kind });
  return next;
}
