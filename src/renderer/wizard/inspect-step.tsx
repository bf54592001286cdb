import { Button } from '../components/button.tsx';
import { useTranslator } from '../i18n/index.ts';
import { ArchiveFacts, ArchiveWarnings } from './archive-facts.tsx';
import { DifferenceList, useDifferenceList } from './difference-list.tsx';
import type { Draft, Inspection, PartDifference } from './draft.ts';
import { DifferenceSummary, PartTable } from './part-table.tsx';
import { StepFrame } from './step-frame.tsx';
import { TextDifference } from './text-difference.tsx';
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
  const list = useDifferenceList(archive, { part: parts[0]?.part ?? 'vault', kind: 'any', text: '' });
  // Far away in the list it is not loaded yet; then it is a moment later.
  const open = list.index < 0 ? undefined : list.rowAt(list.index);
  return (
    <section className="differences" aria-label={t('restore.inspect.files')}>
      <DifferenceList
        list={list}
        parts={parts}
        kinds={kinds}
        around={(frame) => (
          <div className="differences-panes">
            {frame}
            {open ? (
              <TextDifference key={open.path} archive={archive} row={open} />
            ) : (
              <p className="differences-hint muted small">{t('restore.inspect.pick')}</p>
            )}
          </div>
        )}
      />
    </section>
  );
}
