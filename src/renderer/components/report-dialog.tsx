import type { RestoreReport } from '../../shared/commands/restore.ts';
import { useTranslator } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { RestoreReportView } from './restore-report.tsx';

export function ReportDialog({
  report,
  onClose,
}: {
  readonly report: RestoreReport;
  readonly onClose: () => void;
}) {
  const { t } = useTranslator();
  return (
    <Dialog
      title={t(`last.${report.outcome}`)}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('action.close')}</Button>}
    >
      <RestoreReportView report={report} />
    </Dialog>
  );
}
