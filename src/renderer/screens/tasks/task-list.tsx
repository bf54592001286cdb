import { useState } from 'react';
import { useChooseFiles } from '../../app/use-choose-files.tsx';
import { usePreferences } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { DataList } from '../../components/data-list.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { TaskRow } from './task-row.tsx';
import type { useTaskPages } from './use-task-pages.ts';

interface Chosen {
  readonly id: string | undefined;
  readonly index: number;
}

const nothing: Chosen = { id: undefined, index: -1 };

/** The tasks that match. The chosen one stays chosen, wherever new ones push it. */
export function TaskList({
  pages,
  open,
  onOpen,
  onClose,
  isFiltered,
  onClear,
}: {
  readonly pages: ReturnType<typeof useTaskPages>;
  /** Id of the task whose details are open. */
  readonly open: string | null;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}) {
  const { t } = useTranslator();
  const rowHeight = usePreferences()?.density === 'compact' ? 32 : 40;
  const [chosen, setChosen] = useState<Chosen>(open === null ? nothing : { id: open, index: -1 });
  const { total, error, rowAt } = pages;
  if (total === undefined) {
    return error ? <ErrorNotice error={error} onRetry={pages.again} /> : <Skeleton lines={8} />;
  }
  if (total === 0) return <NoTasks isFiltered={isFiltered} onClear={onClear} />;
  const found = chosen.id === undefined ? -1 : pages.indexOf(chosen.id);
  const selected = found >= 0 ? found : Math.min(chosen.index, total - 1);
  const choose = (index: number) => {
    const id = rowAt(index)?.task_id;
    setChosen({ id, index });
    // With one task open, the arrows leaf through the others.
    if (open !== null && id !== undefined) onOpen(id);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the list opened; the list holds the focus
    <div
      className="list-frame"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open !== null) onClose();
      }}
    >
      {error && <ErrorNotice error={error} onRetry={pages.again} />}
      <DataList
        label={t('tasks.list')}
        count={total}
        rowAt={rowAt}
        keyOf={({ task_id }) => task_id}
        rowHeight={rowHeight}
        selected={selected}
        onSelect={choose}
        onOpen={(index) => {
          const id = rowAt(index)?.task_id;
          if (id !== undefined) onOpen(id);
        }}
        onVisible={pages.show}
      >
        {(task) => <TaskRow task={task} />}
      </DataList>
    </div>
  );
}

function NoTasks({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  const { t } = useTranslator();
  const chooseFiles = useChooseFiles();
  if (isFiltered) {
    return (
      <EmptyState
        icon="search"
        title={t('tasks.noMatch')}
        action={<Button onPress={onClear}>{t('tasks.filter.clear')}</Button>}
      >
        {t('tasks.noMatchHint')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="tasks"
      title={t('tasks.empty')}
      action={
        <Button icon="drop" onPress={chooseFiles}>
          {t('action.dropFiles')}
        </Button>
      }
    >
      {t('tasks.emptyHint')}
    </EmptyState>
  );
}
