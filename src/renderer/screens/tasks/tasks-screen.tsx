import { useState } from 'react';
import { isQuarantinePlace } from '../../app/quarantine-place.ts';
import { Screen, WithDetails } from '../../app/screen.tsx';
import { useSettled } from '../../app/use-settled.ts';
import { usePlace } from '../../client/index.ts';
import { useTranslator } from '../../i18n/index.ts';
import { QuarantineList } from './quarantine-list.tsx';
import { TaskDetails } from './task-details.tsx';
import { type Filters, isFiltered, noFilters, questionOf, TaskFilters } from './task-filters.tsx';
import { TaskList } from './task-list.tsx';
import { useTaskPages } from './use-task-pages.ts';
import './tasks.css';

/** Every task there ever was, and beside the list the one that is open. */
export function TasksScreen() {
  const { t } = useTranslator();
  const [place, goTo] = usePlace();
  const asksForQuarantine = isQuarantinePlace(place);
  const [filters, setFilters] = useState<Filters>(
    asksForQuarantine ? { ...noFilters, state: 'quarantine' } : noFilters,
  );
  const open = asksForQuarantine ? null : place.id;
  const text = useSettled(filters.text);
  const pages = useTaskPages(questionOf({ ...filters, text }));
  const close = () => goTo({ view: 'tasks', id: null });
  const isQuarantine = filters.state === 'quarantine';
  const count = pages.total ?? 0;
  const lead = t(pages.complete ? 'tasks.count' : 'tasks.counting', { count });
  return (
    <WithDetails details={open === null ? undefined : <TaskDetails key={open} id={open} onClose={close} />}>
      <Screen title={t('view.tasks')} lead={!isQuarantine && pages.total !== undefined && lead} fill>
        <TaskFilters filters={filters} onChange={setFilters} />
        {isQuarantine ? (
          <QuarantineList />
        ) : (
          <TaskList
            pages={pages}
            open={open}
            onOpen={(id) => goTo({ view: 'tasks', id })}
            onClose={close}
            isFiltered={isFiltered(filters)}
            onClear={() => setFilters(noFilters)}
          />
        )}
      </Screen>
    </WithDetails>
  );
}
