import { useCommand, useShell } from '../client/index.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useTranslator } from '../i18n/index.ts';
import { StepFrame } from './step-frame.tsx';

/** Nobody can be asked: the employee starts, or does not run. */
export function AwayStep() {
  const { t } = useTranslator();
  const employee = useShell()?.employee;
  const open = useCommand('workspace.open');
  const close = useCommand('shell.close-restore');
  const isFailed = employee?.state === 'failed';
  const path = isFailed ? employee.path : null;
  return (
    <StepFrame
      step="choose"
      title={t(isFailed ? 'restore.away.failed' : 'restore.away.starting')}
      lead={!isFailed && t('restore.away.startingHint')}
      actions={
        <>
          <Button onPress={() => void close.run({})}>{t('restore.close')}</Button>
          {path !== null && (
            <Button
              kind="primary"
              pending={open.running}
              onPress={() => void open.run({ path, trust: false })}
            >
              {t('restore.away.start')}
            </Button>
          )}
        </>
      }
    >
      {isFailed && <ErrorNotice error={open.error ?? employee.error} />}
    </StepFrame>
  );
}
