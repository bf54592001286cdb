import { useState } from 'react';
import { useCommand, useQuery } from '../client/index.ts';
import { ArchiveRow, archiveRowHeight } from '../components/archive-row.tsx';
import { Button } from '../components/button.tsx';
import { DataList } from '../components/data-list.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextMenu } from '../components/menu.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useTranslator } from '../i18n/index.ts';
import { StepFrame } from './step-frame.tsx';

/** Which backup: one of the backups folder, or one that the person points at. */
export function ChooseStep({
  chosen,
  onChoose,
}: {
  /** That was chosen before the person came back here. */
  readonly chosen: string | undefined;
  readonly onChoose: (archive: string) => void;
}) {
  const { t } = useTranslator();
  const { data: backups, error, again } = useQuery('backup.list', {});
  const [name, setName] = useState(chosen);
  const choose = useCommand('restore.choose');
  const close = useCommand('shell.close-restore');
  const elsewhere = async (kind: 'file' | 'folder') => {
    const found = await choose.run({ kind });
    if (found) onChoose(found.archive);
  };
  const selected = backups?.findIndex((backup) => backup.name === name) ?? -1;
  const found = backups?.[selected];
  const look = () => found && onChoose(found.name);
  const others = (
    <TextMenu
      label={t('restore.choose.elsewhere')}
      icon="folder"
      actions={[
        { id: 'file', label: t('restore.choose.file'), icon: 'file', run: () => void elsewhere('file') },
        {
          id: 'folder',
          label: t('restore.choose.folder'),
          icon: 'folder',
          run: () => void elsewhere('folder'),
        },
      ]}
    />
  );
  return (
    <StepFrame
      fill
      step="choose"
      title={t('restore.choose.title')}
      lead={t('restore.choose.hint')}
      actions={
        <>
          <span className="step-frame-first">{others}</span>
          <Button onPress={() => void close.run({})}>{t('restore.close')}</Button>
          <Button kind="primary" disabled={found === undefined} onPress={look}>
            {t('restore.choose.look')}
          </Button>
        </>
      }
    >
      {choose.error && <ErrorNotice error={choose.error} />}
      {error && <ErrorNotice error={error} onRetry={again} />}
      {backups === undefined && !error && <Skeleton lines={6} />}
      {backups?.length === 0 && (
        <EmptyState icon="backups" title={t('restore.choose.empty')}>
          {t('restore.choose.emptyHint')}
        </EmptyState>
      )}
      {backups !== undefined && backups.length > 0 && (
        <div className="list-frame">
          <DataList
            label={t('backups.list')}
            count={backups.length}
            rowAt={(index) => backups[index]}
            keyOf={({ name: key }) => key}
            rowHeight={archiveRowHeight}
            selected={selected}
            onSelect={(index) => setName(backups[index]?.name)}
            onEnter={look}
          >
            {(backup) => backup && <ArchiveRow backup={backup} />}
          </DataList>
        </div>
      )}
    </StepFrame>
  );
}
