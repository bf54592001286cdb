import { useState } from 'react';
import type { BackupSummary } from '../../../shared/backup.ts';
import { ArchiveRow, archiveRowHeight } from '../../components/archive-row.tsx';
import { DataList } from '../../components/data-list.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** The archives, newest first. Enter or a press opens one; with one open, the arrows leaf through the others. */
export function ArchiveList({
  backups,
  open,
  onOpen,
}: {
  readonly backups: readonly BackupSummary[];
  /** Name of the archive that is open. */
  readonly open: string | null;
  readonly onOpen: (name: string | null) => void;
}) {
  const { t } = useTranslator();
  const [chosen, setChosen] = useState(open);
  const select = (index: number) => {
    const name = backups[index]?.name ?? null;
    setChosen(name);
    if (open !== null) onOpen(name);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the list opened; the list holds the focus
    <div
      className="list-frame"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open !== null) onOpen(null);
      }}
    >
      <DataList
        label={t('backups.list')}
        count={backups.length}
        rowAt={(index) => backups[index]}
        keyOf={({ name }) => name}
        rowHeight={archiveRowHeight}
        selected={backups.findIndex(({ name }) => name === (chosen ?? open))}
        onSelect={select}
        onOpen={(index) => onOpen(backups[index]?.name ?? null)}
      >
        {(backup) => backup && <ArchiveRow backup={backup} />}
      </DataList>
    </div>
  );
}
