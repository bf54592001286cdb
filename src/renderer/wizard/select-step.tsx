import { type BackupPart, backupParts } from '../../shared/backup.ts';
import { Button } from '../components/button.tsx';
import { Checkbox, Radio } from '../components/checkbox.tsx';
import { UntrustedText } from '../components/untrusted-text.tsx';
import { useTranslator } from '../i18n/index.ts';
import { chosenParts, type Draft, type Inspection, isComplete, isForeign, isRestorable } from './draft.ts';
import { FileMarks } from './file-marks.tsx';
import { usePartWords } from './part-words.ts';
import { StepFrame } from './step-frame.tsx';
import './select-step.css';

interface SelectProps {
  readonly draft: Draft;
  readonly inspection: Inspection;
  readonly onChange: (changes: Partial<Draft>) => void;
}

/** What of the archive: whole parts, with what each means here, or single files. */
export function SelectStep(props: SelectProps) {
  const { t } = useTranslator();
  const { draft, inspection, onChange } = props;
  const complete = isComplete(draft, inspection);
  return (
    <StepFrame
      fill={draft.scope === 'files'}
      step="select"
      title={t('restore.select.title')}
      actions={
        <>
          {!complete && <span className="muted small step-frame-first">{t('restore.select.nothing')}</span>}
          <Button onPress={() => onChange({ step: 'inspect' })}>{t('restore.back')}</Button>
          <Button kind="primary" disabled={!complete} onPress={() => onChange({ step: 'confirm' })}>
            {t('restore.next')}
          </Button>
        </>
      }
    >
      <div className="select-scope" role="radiogroup" aria-label={t('restore.select.how')}>
        {(['parts', 'files'] as const).map((scope) => (
          <Radio
            key={scope}
            name="scope"
            checked={draft.scope === scope}
            hint={t(`restore.select.${scope}Hint`)}
            onChoose={() => onChange({ scope })}
          >
            {t(`restore.select.${scope}`)}
          </Radio>
        ))}
      </div>
      {draft.scope === 'files' ? <FileMarks {...props} /> : <Parts {...props} />}
    </StepFrame>
  );
}

function Parts({ draft, inspection, onChange }: SelectProps) {
  const { t } = useTranslator();
  const chosen = chosenParts(draft, inspection);
  const choose = (part: BackupPart, checked: boolean) =>
    onChange({ parts: backupParts.filter((one) => (one === part ? checked : chosen.includes(one))) });
  // Whoever continues a trail wants it restored.
  const continueTrail = (checked: boolean) =>
    onChange({
      continueTrail: checked,
      parts: backupParts.filter((one) => (one === 'audit' ? checked : chosen.includes(one))),
    });
  return (
    <ul className="select-parts">
      {backupParts.map((part) => (
        <li key={part}>
          <Checkbox
            checked={chosen.includes(part)}
            disabled={!canChoose(draft, inspection, part)}
            hint={<PartMeaning inspection={inspection} part={part} />}
            onChange={(checked) => choose(part, checked)}
          >
            <strong>{t(`part.${part}`)}</strong>
          </Checkbox>
          {part === 'audit' && inspection.can_continue_trail && (
            <div className="select-within">
              <Checkbox
                checked={draft.continueTrail}
                hint={t('restore.select.continueHint')}
                onChange={continueTrail}
              >
                {t('restore.select.continue')}
              </Checkbox>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function canChoose(draft: Draft, inspection: Inspection, part: BackupPart): boolean {
  if (!isRestorable(inspection, part)) return false;
  return part !== 'audit' || inspection.history !== 'foreign' || draft.continueTrail;
}

/** What a part is, what becomes of it, and what follows from that, in the employee's own sentences. */
function PartMeaning({ inspection, part }: { readonly inspection: Inspection; readonly part: BackupPart }) {
  const { t } = useTranslator();
  const words = usePartWords();
  const found = inspection.parts.find((one) => one.part === part);
  if (!found) return t('restore.select.absent');
  return (
    <div className="part-meaning">
      <p>{t(`part.${part}Is`)}</p>
      {part === 'audit' && isForeign(inspection) ? (
        <p>{t('restore.select.foreign')}</p>
      ) : (
        <>
          <p className="part-meaning-counts">{words(found)}</p>
          <ul className="part-consequences">
            {found.consequences.map((sentence) => (
              <li key={sentence}>
                <UntrustedText>{sentence}</UntrustedText>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
