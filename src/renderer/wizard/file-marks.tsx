import type { BackupPart } from '../../shared/backup.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useTranslator } from '../i18n/index.ts';
import { DifferenceList, useDifferenceList } from './difference-list.tsx';
import { type DifferenceRow, type Draft, type Inspection, isRestorable, maxFiles } from './draft.ts';

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
  const list = useDifferenceList(inspection.archive, {
    part: parts[0]?.part ?? 'vault',
    kind: parts[0]?.changed === 0 ? 'new' : 'changed',
    text: '',
  });
  const { files } = draft;
  if (parts.length === 0) return <EmptyState icon="check" title={t('restore.inspect.same')} />;
  return (
    <section className="file-marks" aria-label={t('restore.inspect.files')}>
      <DifferenceList
        list={list}
        parts={parts}
        kinds={kinds}
        marks={{
          has: ({ path }) => files.has(path),
          toggle: (row) => onChange({ files: toggled(files, row, list.filter.part) }),
        }}
      />
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
