import { lazy, Suspense, useState } from 'react';
import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import { useCommand } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useTranslator } from '../../i18n/index.ts';

const PruneDialog = lazy(async () => ({ default: (await import('./prune-dialog.tsx')).PruneDialog }));

/** What can be done with all of them. */
export function ListTools({
  count,
  state,
  isBusy,
}: {
  readonly count: number;
  readonly state: ChannelResult<'backup.state'> | undefined;
  readonly isBusy: boolean;
}) {
  const { t } = useTranslator();
  const folder = useCommand('open.folder');
  const [isPruning, setPruning] = useState(false);
  return (
    <>
      <div className="row-apart list-tools">
        <h2>
          {t('backups.list')} <span className="muted">{t('list.count', { count })}</span>
        </h2>
        <div className="row">
          <Button kind="quiet" disabled={isBusy} onPress={() => setPruning(true)}>
            {t('backups.prune')}
          </Button>
          <Button kind="quiet" icon="folder" onPress={() => void folder.run({ folder: 'backups' })}>
            {t('backups.openFolder')}
          </Button>
        </div>
      </div>
      {folder.error && <ErrorNotice error={folder.error} />}
      {isPruning && (
        <Suspense>
          <PruneDialog days={state?.retention.days ?? 0} onClose={() => setPruning(false)} />
        </Suspense>
      )}
    </>
  );
}
