import { useState } from 'react';
import { usePreferences } from '../../client/index.ts';
import { DataList } from '../../components/data-list.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { EntryRow } from './entry-row.tsx';
import type { useEntries } from './use-entries.ts';

/** How near to the end the next older page is asked for, in rows. */
const nearEnd = 40;

export function EntryList({
  list,
  opened,
  onOpen,
  onClose,
}: {
  readonly list: ReturnType<typeof useEntries>;
  /** Sequence number of the entry whose details are open. */
  readonly opened: number | undefined;
  readonly onOpen: (seq: number) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslator();
  const rowHeight = usePreferences()?.density === 'compact' ? 28 : 32;
  const [chosen, setChosen] = useState(opened);
  const { entries, error } = list;
  if (!list.isLoaded) {
    return error ? <ErrorNotice error={error} onRetry={list.again} /> : <Skeleton lines={8} />;
  }
  if (entries.length === 0) {
    return (
      <EmptyState icon="audit" title={t('audit.empty')}>
        {t('audit.emptyHint')}
      </EmptyState>
    );
  }
  const choose = (index: number) => {
    const seq = entries[index]?.seq;
    setChosen(seq);
    if (opened !== undefined && seq !== undefined) onOpen(seq);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the list opened; the list holds the focus
    <div
      className="list-frame"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && opened !== undefined) onClose();
      }}
    >
      {error && <ErrorNotice error={error} onRetry={list.again} />}
      <DataList
        label={t('audit.entries')}
        count={entries.length}
        rowAt={(index) => entries[index]}
        keyOf={({ seq }) => String(seq)}
        rowHeight={rowHeight}
        selected={chosen === undefined ? -1 : entries.findIndex(({ seq }) => seq === chosen)}
        onSelect={choose}
        onOpen={(index) => {
          const seq = entries[index]?.seq;
          if (seq !== undefined) onOpen(seq);
        }}
        onVisible={(_, end) => {
          if (end > entries.length - nearEnd) void list.loadOlder();
        }}
      >
        {(entry) => <EntryRow entry={entry} />}
      </DataList>
    </div>
  );
}
