import { useCommand, useShell } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Icon } from '../../components/icon.tsx';
import { useTranslator } from '../../i18n/index.ts';
import './first-run.css';

/** What stands in the window while the employee cannot work: it starts, stops, or failed to start. */
export function Standstill() {
  const { t } = useTranslator();
  const employee = useShell()?.employee;
  const isStopping = employee?.state === 'stopping';
  return (
    <main className="first-run" aria-label={t('app.name')}>
      <div className="first-run-column">
        {employee?.state === 'failed' ? (
          <Failed error={employee.error} path={employee.path} />
        ) : (
          <section className="first-step first-still" role="status">
            <span className="tone-accent">
              <Icon name="today" size={32} />
            </span>
            <h1>{t(isStopping ? 'still.stopping' : 'still.starting')}</h1>
            <p className="muted">{t(isStopping ? 'still.stoppingHint' : 'still.startingHint')}</p>
          </section>
        )}
      </div>
    </main>
  );
}

function Failed({
  error,
  path,
}: {
  readonly error: { readonly what: string; readonly why: string; readonly hint: string };
  /** Where it was to work. */
  readonly path: string | null;
}) {
  const { t } = useTranslator();
  const open = useCommand('workspace.open');
  const choose = useCommand('workspace.choose');
  const logs = useCommand('open.folder');
  const quit = useCommand('shell.quit');
  const chooseOther = async () => {
    const folder = await choose.run({});
    if (folder) await open.run({ path: folder.path, trust: false });
  };
  return (
    <section className="first-step">
      <h1>{t('still.failed')}</h1>
      <ErrorNotice error={open.error ?? choose.error ?? logs.error ?? error} />
      <div className="first-actions">
        <Button kind="quiet" onPress={() => void quit.run({})}>
          {t('still.quit')}
        </Button>
        <Button icon="logs" onPress={() => void logs.run({ folder: 'logs' })}>
          {t('still.openLogs')}
        </Button>
        <Button icon="folder" onPress={() => void chooseOther()}>
          {t('still.chooseOther')}
        </Button>
        {path !== null && (
          <Button
            kind="primary"
            icon="retry"
            pending={open.running}
            onPress={() => void open.run({ path, trust: false })}
          >
            {t('still.tryAgain')}
          </Button>
        )}
      </div>
    </section>
  );
}
