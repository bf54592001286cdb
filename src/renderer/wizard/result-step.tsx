import type { BackupPart } from '../../shared/backup.ts';
import type { RestoreReport } from '../../shared/commands/restore.ts';
import { useCommand } from '../client/index.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { RestoreReportView } from '../components/restore-report.tsx';
import { useTranslator } from '../i18n/index.ts';
import { StepFrame } from './step-frame.tsx';

/** What became of it, what was kept, and the way back. */
export function ResultStep({
  report,
  onUndo,
  onAnother,
}: {
  readonly report: RestoreReport;
  readonly onUndo: (safetyBackup: string, parts: readonly BackupPart[]) => void;
  readonly onAnother: () => void;
}) {
  const { t } = useTranslator();
  const close = useCommand('shell.close-restore');
  const { outcome, safety_backup: safety } = report;
  const restored = report.parts.flatMap((one) => (one.outcome === 'restored' ? [one.part] : []));
  const isRestored = outcome === 'restored';
  const canUndo = isRestored && safety !== null && restored.length > 0;
  return (
    <StepFrame
      step="done"
      title={t(`restore.result.${outcome}`)}
      lead={t(`restore.result.${outcome}Hint`)}
      mark={
        <span className={`step-frame-mark ${isRestored ? 'tone-ok' : 'tone-attention'}`}>
          <Icon name={isRestored ? 'ok' : 'undo'} size={20} />
        </span>
      }
      actions={
        <>
          <span className="step-frame-first">
            <Button kind="quiet" onPress={onAnother}>
              {t('restore.result.another')}
            </Button>
          </span>
          {canUndo && (
            <Button icon="undo" onPress={() => onUndo(safety, restored)}>
              {t('restore.result.undo')}
            </Button>
          )}
          <Button kind="primary" onPress={() => void close.run({})}>
            {t('restore.close')}
          </Button>
        </>
      }
    >
      <RestoreReportView report={report} />
      {canUndo && <p className="muted small">{t('restore.result.undoNote')}</p>}
    </StepFrame>
  );
}

/** Nothing was begun that would have to be reported. */
export function CancelledStep({ onAnother }: { readonly onAnother: () => void }) {
  const { t } = useTranslator();
  const close = useCommand('shell.close-restore');
  return (
    <StepFrame
      step="done"
      title={t('restore.cancelled')}
      lead={t('restore.cancelledHint')}
      actions={
        <>
          <span className="step-frame-first">
            <Button kind="quiet" onPress={onAnother}>
              {t('restore.result.another')}
            </Button>
          </span>
          <Button kind="primary" onPress={() => void close.run({})}>
            {t('restore.close')}
          </Button>
        </>
      }
    />
  );
}
